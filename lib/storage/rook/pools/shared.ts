import { type Component, Condition, type StorageClassRef } from '../../../core';
import { CephFilesystem, CephFilesystemSubVolumeGroup } from '../../../kinds';
import { NAMESPACE, PRIVILEGE_ANNOTATION } from '../namespace';
import { serverPlacement } from '../cluster/placement';
import { type PoolLayout, poolSpec } from './pool';
import { snapshotClass } from './snapshot-class';
import { daemon, NEEDS } from '../cluster/resources';
import { volumeClass } from './storage-class';

/** Name of the shared file system, and of what it stores in the proof. */
export const FILESYSTEM = 'shared';
const DATA_POOL = 'replicated';
export const SHARED: StorageClassRef = { storageClassName: 'ceph-shared', shared: true, thing: 'shared-mds' };

const ACTIVE = 1;
/** Each active metadata server has one that follows it. */
export const METADATA_SERVERS = 2 * ACTIVE;

/** By these the metadata servers find each other, to keep apart (rook pkg/operator/ceph/file/mds/spec.go@v1.20.6). */
export function metadataLabels(): Readonly<Record<string, string>> {
  return { app: 'rook-ceph-mds', rook_file_system: FILESYSTEM };
}

/** A file system with one active metadata server and one that follows it, and its storage class. */
export function sharedStorage(component: Component, layout: PoolLayout): CephFilesystem {
  const filesystem = new CephFilesystem(component, 'filesystem', {
    metadata: { name: FILESYSTEM, namespace: NAMESPACE },
    spec: {
      metadataPool: poolSpec({ ...layout, quota: undefined }),
      dataPools: [{ name: DATA_POOL, ...poolSpec(layout) }],
      preserveFilesystemOnDelete: true,
      metadataServer: {
        activeCount: ACTIVE,
        activeStandby: true,
        annotations: PRIVILEGE_ANNOTATION,
        placement: serverPlacement(layout, metadataLabels()),
        priorityClassName: 'system-cluster-critical',
        resources: daemon(NEEDS.mds),
      },
    },
  });
  const group = new CephFilesystemSubVolumeGroup(component, 'filesystem-group', {
    metadata: { name: `${FILESYSTEM}-csi`, namespace: NAMESPACE },
    spec: { name: 'csi', filesystemName: FILESYSTEM, pinning: { distributed: 1 } },
  });
  component.ready(filesystem, Condition.jsonPath('{.status.phase}', 'Ready'));
  component.ready(group, Condition.jsonPath('{.status.phase}', 'Ready'));
  volumeClass(component, 'shared-class', {
    name: SHARED.storageClassName,
    driver: 'cephfs',
    parameters: { fsName: FILESYSTEM, pool: `${FILESYSTEM}-${DATA_POOL}` },
  });
  snapshotClass(component, 'shared-snapshots', SHARED.storageClassName, 'cephfs');
  return filesystem;
}
