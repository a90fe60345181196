import { customResource } from '../../core';

export interface CephFilesystemSubVolumeGroupSpec {
  readonly name: string;
  readonly filesystemName: string;
  readonly pinning: { readonly distributed: 0 | 1 };
}

/** The part of a file system in which the CSI driver makes its volumes. */
export class CephFilesystemSubVolumeGroup extends customResource<CephFilesystemSubVolumeGroupSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephFilesystemSubVolumeGroup',
  scope: 'Namespaced',
  holdsData: true,
}) {}
