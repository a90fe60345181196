import { Duration } from 'cdk8s';
import type { Reaction, Timer } from './facts';
import { evictionOf } from './scheduling';

/**
 * From the last that was heard of a node until it counts as lost: 50 seconds, and a look every five (kubernetes
 * pkg/controller/nodelifecycle/config/v1alpha1/defaults.go and cmd/kube-controller-manager `--node-monitor-grace-period`,
 * `--node-monitor-period`@v1.34.4; 40 seconds before 1.32). Its pods leave the endpoints of Services then.
 */
export const NODE_LOST: Timer = { name: 'node counts as lost', time: Duration.seconds(55) };

/** Replicas of a Service: until its endpoints are without those of a lost host, some requests still go there. */
export const LEAVE_ENDPOINTS: readonly Reaction[] = [{ to: 'host', timers: [NODE_LOST] }];

/** From the decision of the scheduler until a pod is ready where nothing is known of it: its image is pulled meanwhile. */
export const POD_START = Duration.minutes(1);

/**
 * Time from the loss of a host until what ran on it serves on another: it is seen, the pod is evicted, and starts.
 * @param pod a pod template or a pod spec
 * @param start how long a pod takes until it is ready. @default {@link POD_START}
 * @returns undefined for a pod that tolerates a lost host without a limit: it stays there
 */
export function movesIn(pod: object, start: Duration = POD_START): Duration | undefined {
  const eviction = evictionOf(pod);
  if (eviction === undefined) return undefined;
  return Duration.seconds(NODE_LOST.time.toSeconds() + eviction.toSeconds() + start.toSeconds());
}
