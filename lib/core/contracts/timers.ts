import { Duration } from 'cdk8s';
import type { Reaction, Replicas, Timer } from './facts';
import { evictionOf } from './scheduling';

/**
 * The controller manager that leads may be lost with a host, and another must take its lease: 15 seconds from when that one
 * last saw it renewed, with up to 4.4 s between two looks, before and after (kube-controller-manager
 * `--leader-elect-lease-duration`, `--leader-elect-retry-period` 2 s; kubernetes/client-go
 * tools/leaderelection/leaderelection.go@v0.34.4, JitterFactor 1.2).
 */
export const NEXT_LEADER: Timer = { name: 'another controller manager leads', time: Duration.seconds(15 + 9) };

/** Between two looks at the nodes (kube-controller-manager `--node-monitor-period`). */
const LOOK = Duration.seconds(5);

/**
 * From the last that was heard of a node until it counts as lost: 50 seconds, and a look every five (kubernetes
 * pkg/controller/nodelifecycle/config/v1alpha1/defaults.go and cmd/kube-controller-manager `--node-monitor-grace-period`,
 * `--node-monitor-period`@v1.34.4; 40 seconds before 1.32). Whoever leads anew counts from its own start. Its pods leave
 * the endpoints of Services then.
 */
export const NODE_LOST: Timer = { name: 'node counts as lost', time: Duration.seconds(50 + LOOK.toSeconds()) };

/** The taint that evicts follows with the next look (pkg/controller/nodelifecycle/node_lifecycle_controller.go, monitorNodeHealth). */
const TAINT: Timer = { name: 'its pods are to be evicted', time: LOOK };

/** Replicas of a Service: until its endpoints are without those of a lost host, some requests still go there. */
export const LEAVE_ENDPOINTS: readonly Reaction[] = [{ to: 'host', timers: [NEXT_LEADER, NODE_LOST] }];

/** From the decision of the scheduler until a pod is ready where nothing is known of it: its image is pulled meanwhile. */
export const POD_START = Duration.minutes(1);

/**
 * Nodes of one zone are evicted one by one: one in ten seconds (kube-controller-manager `--node-eviction-rate` 0.1, of each
 * zone). A zone that is lost in part, more than 55 % of it but not all, is evicted at 0.01 a second, and not at all where
 * it has 50 nodes or fewer (`--unhealthy-zone-threshold`, `--secondary-node-eviction-rate`, `--large-cluster-size-threshold`):
 * no failure that the proof lists is of that kind, and it does not judge it.
 */
export const EVICTION_QUEUE = Duration.seconds(10);

/**
 * Time from the loss of a host until what ran on it serves on another: it is seen, the pod is evicted, and starts.
 * @param pod a pod template or a pod spec
 * @param start how long a pod takes until it is ready. @default {@link POD_START}
 * @returns undefined for a pod that tolerates a lost host without a limit: it stays there
 */
export function movesIn(pod: object, start: Duration = POD_START): Duration | undefined {
  const eviction = evictionOf(pod);
  if (eviction === undefined) return undefined;
  const seen = [NEXT_LEADER, NODE_LOST, TAINT].reduce((sum, { time }) => sum + time.toSeconds(), 0);
  return Duration.seconds(seen + eviction.toSeconds() + start.toSeconds());
}

/** How replicas move from a lost host: {@link movesIn}, and {@link EVICTION_QUEUE} for those that are lost with it. */
export function moving(pod: object, start: Duration = POD_START): Pick<Replicas, 'moves' | 'starts' | 'queue'> {
  const moves = movesIn(pod, start);
  return moves === undefined ? {} : { moves, starts: start, queue: EVICTION_QUEUE };
}
