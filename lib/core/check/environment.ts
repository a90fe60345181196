import { validRange, satisfies, valid } from 'semver';
import { type Problems, TripodError } from '../../errors';
import { type Cluster, Landscape } from '../../landscape';
import { isMirror } from '../catalogue/mirror';
import { VERSIONS } from '../catalogue/versions';
import type { EnvironmentProps } from '../environment';
import { TIERS } from '../tier';
import type { Objective } from '../objectives';
import { Duration } from 'cdk8s';

const FAILURES = ['host', 'rack', 'site', 'city'] as const;

/** Checks the props of an environment together; returns its cluster. @throws TripodError when there is none to go on with */
export function checkEnvironment(name: string, props: EnvironmentProps, problems: Problems): Cluster {
  if (!(props?.landscape instanceof Landscape)) {
    problems.add({ at: 'landscape', got: props?.landscape, want: 'a Landscape', fix: 'pass `Landscape.of({ … })`' });
    throw new TripodError(problems.all);
  }
  const { landscape, distribution } = props;
  problems.check(TIERS.includes(props.tier), {
    at: 'tier',
    got: props.tier,
    want: `one of ${TIERS.join(', ')}`,
    fix: 'say what the environment is for',
  });
  problems.check(props.mirror === undefined || isMirror(props.mirror), {
    at: 'mirror',
    got: props.mirror,
    want: 'a registry host with a dot or a port and an optional path, without scheme',
    fix: 'for example `registry.bank.example/mirror`',
  });
  problems.check(props.airGapped !== true || props.mirror !== undefined, {
    at: 'mirror',
    got: undefined,
    want: 'a registry mirror, since the environment is air-gapped',
    fix: 'set `mirror` to the registry that the hosts can reach',
  });
  const version = distribution?.kubernetes;
  const range = VERSIONS.kubernetes.kubernetes;
  if (distribution?.name !== 'openshift' && version !== undefined) {
    problems.check(valid(version) !== null && (validRange(range) === null || satisfies(version, range)), {
      at: 'distribution',
      got: distribution?.version,
      want: `Kubernetes ${range}`,
      fix: `leave it out for ${VERSIONS.kubernetes.version}, or name a version in that range`,
    });
  }
  for (const failure of FAILURES) checkObjective(props.objectives?.[failure], failure, problems);
  const wanted = props.cluster ?? name;
  const cluster = landscape.cluster(wanted);
  if (cluster === undefined) {
    const names = landscape.clusters.map((candidate) => candidate.name).join(', ') || 'none';
    problems.add({
      at: 'cluster',
      got: wanted,
      want: `a cluster of the landscape (${names})`,
      fix: 'declare it, or set `cluster`',
    });
    throw new TripodError(problems.all);
  }
  return cluster;
}

function checkObjective(objective: Objective | undefined, failure: string, problems: Problems): void {
  if (objective === undefined) return;
  for (const key of ['rpo', 'rto'] as const) {
    problems.check(objective[key] instanceof Duration, {
      at: `objectives.${failure}.${key}`,
      got: objective[key],
      want: 'a Duration',
      fix: 'for example `Duration.minutes(5)`, or `none` for no loss',
    });
  }
}
