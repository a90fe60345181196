import { customResource } from '../../core';

/** How often and where data is kept. */
export interface CephPoolSpec {
  /** Level of the CRUSH map over which copies are spread. */
  readonly failureDomain: string;
  readonly replicated: {
    readonly size: number;
    readonly requireSafeReplicaSize: boolean;
    readonly replicasPerFailureDomain?: number;
    readonly subFailureDomain?: string;
  };
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface CephBlockPoolSpec extends CephPoolSpec {
  /** Name of a pool that Ceph itself makes. @default - the name of the object */
  readonly name?: '.mgr';
}

/** A pool for block devices. */
export class CephBlockPool extends customResource<CephBlockPoolSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephBlockPool',
  scope: 'Namespaced',
}) {}
