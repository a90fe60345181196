import type { Duration } from 'cdk8s';
import type { Placement } from './placement';
import type { Reaction } from './timer';

/** Equal servers of which any can answer. */
export interface Replicas {
  readonly type: 'replicas';
  readonly of: string;
  readonly groups: readonly Placement[];
  /** Fewest that carry the load. @default 1 */
  readonly minimum?: number;
  /**
   * Time from the loss of a host until what ran on it serves on another: detection, eviction and start.
   * @default - they belong to their hosts, and stay away
   */
  readonly moves?: Duration;
  /** Time of the start alone, where nothing has to be noticed first: of a pod that a drain moves. @default - `moves` */
  readonly starts?: Duration;
  /** What each further host that is lost with it in the same site adds to that: eviction takes them one by one. @default - nothing */
  readonly queue?: Duration;
  /**
   * Whether each has a volume that one host at a time can mount: without fencing, nobody may start it elsewhere.
   * @default false
   */
  readonly volume?: boolean;
  /** Time until a lost host is surely off, so that its volumes may go elsewhere. @default - nobody makes sure */
  readonly fencing?: Duration;
  /** Most that a drain may stop at once (PodDisruptionBudget). @default - all */
  readonly maxUnavailable?: number;
  /** What happens while others still serve. @default - at once */
  readonly reactions?: readonly Reaction[];
}
