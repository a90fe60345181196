import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { isFields, isListOf, isText, isWhole, Problems, show } from '../../../errors';
import { HOST_ROLES } from '../../../landscape';
import { A_DNS_LABEL, isDnsLabel } from '../../check/names';
import { NODE_LABELS } from '../../contracts/nodes';
import { checkContainers } from './containers';

type Props = Readonly<Record<string, unknown>>;

/** Checks what all workloads have in common, and with `more` what one of them has besides. @throws TripodError with every fault */
export function checkWorkload(
  scope: Construct,
  props: unknown,
  more?: (props: Props, problems: Problems) => void,
): void {
  const given = isFields(props);
  const name = given && isText(props['name']) ? props['name'] : undefined;
  const problems = new Problems(name === undefined ? scope.node.path : `${scope.node.path}/${name}`);
  problems.check(given, { at: 'props', got: props, want: 'an object with the props', fix: 'pass them as `{ … }`' });
  if (given) {
    checkNames(props, problems);
    checkPod(props, problems);
    checkContainers(props, problems);
    more?.(props, problems);
  }
  problems.throwIfAny();
}

/** Replicas, and over what they are spread. */
export function checkReplicas({ replicas, spread }: Props, problems: Problems): void {
  checkCount('replicas', replicas, 'for 1', problems);
  const domains = Object.keys(NODE_LABELS).filter((domain) => domain !== 'city');
  const listed = isListOf(spread, (domain) => domains.some((each) => each === domain));
  problems.check(spread === undefined || listed, {
    at: 'spread',
    got: spread,
    want: `a list of ${domains.join(', ')}`,
    fix: 'leave it out for sites and hosts',
  });
}

/** How long a job may take, and how often it is tried. */
export function checkJob({ deadline, retries }: Props, problems: Problems): void {
  const seconds = deadline instanceof Duration ? deadline.toSeconds({ integral: false }) : undefined;
  problems.check(isWhole(seconds, 1), {
    at: 'deadline',
    got: seconds === undefined ? deadline : `${seconds} seconds`,
    want: 'a Duration of whole seconds',
    fix: 'for example `Duration.minutes(5)`',
  });
  checkCount('retries', retries, 'for 2', problems);
}

function checkNames({ name, namespace }: Props, problems: Problems): void {
  for (const [at, value] of Object.entries({ name, namespace })) {
    problems.check(isDnsLabel(value), {
      at,
      got: value,
      want: A_DNS_LABEL,
      fix: 'rename it',
    });
  }
}

function checkPod(props: Props, problems: Problems): void {
  const { on, privilege, user, terminationGraceSeconds } = props;
  const reason = isFields(privilege) ? privilege['reason'] : undefined;
  problems.check(privilege === undefined || isText(reason), {
    at: 'privilege.reason',
    got: reason ?? privilege,
    want: 'why the pod needs more than `restricted`',
    fix: 'name what it does that others may not',
  });
  problems.check(on === undefined || HOST_ROLES.some((role) => role === on), {
    at: 'on',
    got: on,
    want: `one of ${HOST_ROLES.join(', ')}`,
    fix: 'leave it out for any host without a taint',
  });
  checkCount('user', user, 'for 65532', problems, 1);
  checkCount('terminationGraceSeconds', terminationGraceSeconds, 'for 30', problems);
  for (const at of ['labels', 'annotations']) {
    const got = props[at];
    const texts = got === undefined || (isFields(got) && Object.values(got).every(isString));
    problems.check(texts, { at, got, want: 'texts by key', fix: 'leave it out for none' });
  }
}

function checkCount(at: string, value: unknown, otherwise: string, problems: Problems, least = 0): void {
  problems.check(value === undefined || isWhole(value, least, 2 ** 31 - 1), {
    at,
    got: show(value),
    want: `a whole number, ${least} or more`,
    fix: `leave it out ${otherwise}`,
  });
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
