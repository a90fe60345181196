import { Duration } from 'cdk8s';
import type { Node, NodeTaint } from './node';
import { podOf, type PodSpec, type PodToleration, unknownTo } from './pod';

/** Effects that keep a pod away; `PreferNoSchedule` does not. */
const KEEPS_AWAY = ['NoSchedule', 'NoExecute'];

/** On a node of which nothing is heard any more, with both effects. */
const UNREACHABLE = 'node.kubernetes.io/unreachable';

/**
 * How long pods stay on such a node where they say nothing of it, in seconds (kubernetes
 * plugin/pkg/admission/defaulttolerationseconds/admission.go@v1.34.4).
 */
const DEFAULT_SECONDS = 300;

/**
 * Whether a toleration covers a taint: an empty key with `Exists` covers all, no operator is `Equal`, no effect is every
 * effect (kubernetes staging/src/k8s.io/api/core/v1/toleration.go@v1.34.4, ToleratesTaint).
 */
export function tolerates(toleration: PodToleration, { key, value = '', effect }: NodeTaint): boolean {
  const { operator = 'Equal', key: covered = '', value: wanted = '', effect: only = '' } = toleration;
  if (operator !== 'Equal' && operator !== 'Exists') {
    throw unknownTo('toleration', operator, 'operator Equal or Exists', 'correct the toleration');
  }
  if (covered === '' && operator === 'Equal') {
    throw unknownTo('toleration', 'no key', 'a key, or the operator Exists', 'name the taint');
  }
  if (only !== '' && only !== effect) return false;
  if (covered !== '' && covered !== key) return false;
  return operator === 'Exists' || wanted === value;
}

/** Whether none of a node's taints keeps a pod away. */
export function toleratesNode({ tolerations = [] }: PodSpec, { taints }: Node): boolean {
  return taints
    .filter(({ effect }) => KEEPS_AWAY.includes(effect))
    .every((taint) => tolerations.some((toleration) => tolerates(toleration, taint)));
}

/** Whether the scheduler would put a pod even onto a node that is lost. */
export function toleratesLost({ tolerations = [] }: PodSpec): boolean {
  const taint = { key: UNREACHABLE, effect: 'NoSchedule' };
  return tolerations.some((toleration) => tolerates(toleration, taint));
}

/**
 * How long a pod stays on a node that is lost, once that is seen; undefined where it stays for ever, as one does that
 * tolerates it without a limit. The shortest of its limits counts (kubernetes pkg/controller/tainteviction/taint_eviction.go@v1.34.4,
 * getMinTolerationTime).
 */
export function evictionOf(pod: object): Duration | undefined {
  const { tolerations = [] } = podOf(pod).spec;
  const taint = { key: UNREACHABLE, effect: 'NoExecute' };
  const used = tolerations.filter((toleration) => tolerates(toleration, taint));
  if (used.length === 0) return Duration.seconds(DEFAULT_SECONDS);
  const limits = used.flatMap(({ tolerationSeconds }) => tolerationSeconds ?? []);
  return limits.length === 0 ? undefined : Duration.seconds(Math.max(0, Math.min(...limits)));
}
