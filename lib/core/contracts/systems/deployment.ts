import type { Duration } from 'cdk8s';
import { Fact, type Replicas, type SpreadRule } from '../facts';
import type { SpreadDomain } from '../nodes';
import { LEAVE_ENDPOINTS, moving } from '../timers';
import { whole } from './members';

interface DeploymentProps {
  /** Hosts whose labels and taints let a pod in. */
  readonly hosts: readonly string[];
  readonly replicas: number;
  /** Fewest that carry the load. @default 1 */
  readonly minimum?: number;
  /** Topology spread with `DoNotSchedule` and `maxSkew: 1`. What is only preferred is left out. @default - none */
  readonly spread?: SpreadDomain;
  /** Required anti-affinity of the pods among each other. @default - none */
  readonly antiAffinity?: SpreadDomain;
  /** Whether a lost domain counts for the spread, as without `nodeTaintsPolicy: Honor` (the default). @default true */
  readonly countsLost?: boolean;
  /** `maxUnavailable` of the PodDisruptionBudget. @default - none: a drain may stop all at once */
  readonly maxUnavailable?: number;
  /** Whether each pod has a volume that one node at a time can mount. @default false */
  readonly volume?: boolean;
  /** Time until a lost host is surely off, so that its volumes may go. @default - nobody makes sure */
  readonly fencing?: Duration;
  /** Time from the decision of the scheduler until a pod is ready. @default - {@link POD_START} */
  readonly start?: Duration;
}

/**
 * A Deployment. Pods of a lost host leave the endpoints when the node counts as lost, are evicted 300 s later (admission
 * plugin DefaultTolerationSeconds) and start on another host that the rules allow; those with a volume stay
 * `Terminating` until somebody says that the node is off (Kubernetes documentation, "Non-graceful node shutdown").
 */
export function deployment(of: string, props: DeploymentProps): readonly Replicas[] {
  return [
    Fact.replicas(of, {
      groups: [{ count: whole(of, 'replicas', props.replicas, 1, 10_000), hosts: props.hosts, rules: rulesOf(props) }],
      minimum: whole(of, 'minimum', props.minimum ?? 1, 0, props.replicas),
      ...moving({}, props.start),
      volume: props.volume,
      fencing: props.fencing,
      maxUnavailable: props.maxUnavailable,
      reactions: LEAVE_ENDPOINTS,
    }),
  ];
}

function rulesOf({ spread, antiAffinity, countsLost = true }: DeploymentProps): readonly SpreadRule[] {
  return [
    ...(spread === undefined ? [] : [{ domain: spread, maxSkew: 1, countsLost }]),
    ...(antiAffinity === undefined ? [] : [{ domain: antiAffinity, most: 1 }]),
  ];
}
