import type { SpreadDomain } from '../nodes';
import type { Placement } from './placement';
import type { Reaction } from './timer';

/** What holds once a whole domain is lost, by itself. */
export interface Fallback {
  /** Fewest copies from then on. */
  readonly minimum: number;
}

/** Copies of one item of data, such as a partition, a shard or a placement group. */
export interface Copies {
  readonly type: 'copies';
  readonly of: string;
  /** Where the copies of one item may stand; several for copies of several kinds. */
  readonly groups: readonly Placement[];
  /** Fewest copies that may exist when a write is acknowledged; with fewer, writes are refused. */
  readonly minimum: number;
  /**
   * Fewest copies that may have a write when it is acknowledged, where copies may fail between the look and the write
   * (Elasticsearch, `wait_for_active_shards`). @default - `minimum`
   */
  readonly acknowledged?: number;
  /** Copies from which an item can be read, or computed: k of an erasure code of k + m. @default 1 */
  readonly needed?: number;
  /** Whether they are all there is; not where each lies on a volume that outlives its host. @default true */
  readonly stores?: boolean;
  /** Fewest copies from which current data is read while writes are refused. @default - `minimum`: below it nothing is served */
  readonly readable?: number;
  /** Every acknowledged write stands in this many domains: both sites of a Ceph stretch cluster. @default - anywhere */
  readonly spans?: { readonly domain: SpreadDomain; readonly count: number };
  /** What `minimum` and `spans` become when a whole such domain is lost (Ceph stretch mode: one copy). @default - they stay */
  readonly fallback?: Fallback;
  /** @default - at once */
  readonly reactions?: readonly Reaction[];
}
