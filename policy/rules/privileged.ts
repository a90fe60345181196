import { fieldsOf, UNKNOWN } from '../resource/fields';
import { pods } from '../resource/pods';
import { identity, isObject, isPatch, kindOf, type Resource } from '../resource/resource';
import { privileges } from './restricted';
import type { Rule, Violation } from './rule';

interface PrivilegeSettings {
  /**
   * Pods and namespaces that may do more than `restricted` allows, with the reason that must stand on them as annotation
   * `tripod/privilege-reason`.
   */
  readonly allowed: Readonly<Record<string, string>>;
  /** Pods of upstream releases, which bear no reason, with the reason here. */
  readonly upstream: Readonly<Record<string, string>>;
}

/** Refuses pods beyond pod security `restricted`, and namespaces that admit them, unless they are on the list. */
export const privileged: Rule<PrivilegeSettings> = {
  name: 'privileged-pods',
  description: 'Pods stay within pod security `restricted`, but for those on the list that say why not.',
  defaults: { allowed: {}, upstream: {} },
  schema: {
    allowed: { type: 'object', additionalProperties: { type: 'string' } },
    upstream: { type: 'object', additionalProperties: { type: 'string' } },
  },
  check: (resource, settings) => {
    if (!isObject(resource)) return [];
    return [...ofPods(resource, settings), ...ofNamespace(resource, settings)];
  },
};

function ofPods(resource: Resource, { allowed, upstream }: PrivilegeSettings): readonly Violation[] {
  return pods(resource)
    .filter(({ key }) => !Object.hasOwn(upstream, key))
    .flatMap((pod) => {
      const found = privileges(pod);
      if (found.length === 0 || (Object.hasOwn(allowed, pod.key) && isReason(pod.reason, allowed[pod.key]))) return [];
      return found.map((privilege) => ({ ...privilege, fix: fix(pod.key, allowed) }));
    });
}

/** A namespace without a level admits everything. */
function ofNamespace(resource: Resource, { allowed }: PrivilegeSettings): readonly Violation[] {
  if (kindOf(resource) !== 'Namespace' || isPatch(resource)) return [];
  const { labels, annotations } = fieldsOf(resource.props['metadata']);
  if (labels === UNKNOWN || annotations === UNKNOWN) return [];
  const label = 'pod-security.kubernetes.io/enforce';
  const level = fieldsOf(labels)[label];
  if (level === 'restricted' || level === UNKNOWN) return [];
  const key = identity(resource);
  const reason = fieldsOf(annotations)['tripod/privilege-reason'];
  if (Object.hasOwn(allowed, key) && isReason(reason, allowed[key])) return [];
  return [
    {
      at: `metadata.labels.${label}`,
      got: typeof level === 'string' ? level : 'nothing, which admits everything',
      want: 'restricted',
      fix: fix(key, allowed),
    },
  ];
}

function isReason(found: unknown, want: string | undefined): boolean {
  return found === UNKNOWN || found === want;
}

function fix(key: string, allowed: Readonly<Record<string, string>>): string {
  return Object.hasOwn(allowed, key)
    ? `it is on the list, but does not bear the reason that stands there; annotate it: tripod/privilege-reason: ${allowed[key]}`
    : `do without, or state the privilege with its reason and put \`${key}\` on the list of the policy privileged-pods`;
}
