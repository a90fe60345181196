import { customResource } from '../../core';
import type { CephPoolSpec } from './ceph-block-pool';
import type { CephPlacement, CephResources } from './placement';

export interface CephObjectStoreSpec {
  readonly metadataPool: CephPoolSpec;
  readonly dataPool: CephPoolSpec;
  readonly preservePoolsOnDelete: boolean;
  readonly gateway: {
    readonly port: number;
    readonly instances: number;
    readonly annotations: Readonly<Record<string, string>>;
    readonly placement: CephPlacement;
    readonly priorityClassName: string;
    readonly resources: CephResources;
  };
}

/** Buckets behind an S3 interface. */
export class CephObjectStore extends customResource<CephObjectStoreSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephObjectStore',
  scope: 'Namespaced',
}) {}
