import { customResource } from '../../core';
import type { CephPoolSpec } from './ceph-block-pool';
import type { CephPlacement, CephResources } from './placement';

export interface CephFilesystemSpec {
  readonly metadataPool: CephPoolSpec;
  readonly dataPools: readonly (CephPoolSpec & { readonly name: string })[];
  readonly preserveFilesystemOnDelete: boolean;
  readonly metadataServer: {
    readonly activeCount: number;
    /** A second server follows each active one with a warm cache. */
    readonly activeStandby: boolean;
    readonly annotations: Readonly<Record<string, string>>;
    readonly placement: CephPlacement;
    readonly priorityClassName: string;
    readonly resources: CephResources;
  };
}

/** A file system that many pods may mount at once. */
export class CephFilesystem extends customResource<CephFilesystemSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephFilesystem',
  scope: 'Namespaced',
  holdsData: true,
}) {}
