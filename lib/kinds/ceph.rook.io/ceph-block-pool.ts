import { customResource } from '../../core';

/** So many copies of everything. */
export interface CephReplication {
  readonly size: number;
  readonly requireSafeReplicaSize: boolean;
  readonly replicasPerFailureDomain?: number;
  readonly subFailureDomain?: string;
}

/** Shards, each on a failure domain of its own. */
export interface CephErasureCode {
  readonly dataChunks: number;
  readonly codingChunks: number;
}

/** How often and where data is kept. */
export interface CephPoolSpec {
  /** Level of the CRUSH map over which copies are spread. */
  readonly failureDomain: string;
  /** @default - none: it is erasure coded */
  readonly replicated?: CephReplication;
  /** @default - none: it is replicated */
  readonly erasureCoded?: CephErasureCode;
  /** @default - none: it may fill the cluster */
  readonly quotas?: { readonly maxSize: string };
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface CephBlockPoolSpec extends CephPoolSpec {
  /** Name of a pool that Ceph itself makes. @default - the name of the object */
  readonly name?: '.mgr' | '.rgw.root';
  /** Who uses it. @default 'rbd', and `mgr` for the managers' pool */
  readonly application?: 'rgw';
  /** Whether the rule of a pool that is there follows what is said here. @default false */
  readonly enableCrushUpdates?: boolean;
}

/** A pool for block devices. */
export class CephBlockPool extends customResource<CephBlockPoolSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephBlockPool',
  scope: 'Namespaced',
  holdsData: true,
}) {}
