import { JsonPatch } from 'cdk8s';
import { type Component, Condition } from '../../../core';
import { CephFilesystemMirror } from '../../../kinds';
import { serverPlacement } from '../../rook/cluster/placement';
import { daemon } from '../../rook/cluster/resources';
import { NAMESPACE, PRIVILEGE_ANNOTATION } from '../../rook/namespace';
import type { RookCeph } from '../../rook/rook-ceph';
import { partOf } from '../parts';

/**
 * Has Ceph mirror directories of the shared file system, on both sides: the one that receives gives the token, and the one
 * that sends takes it (`peer_bootstrap create` and `import`; Rook's guide calls the second the destination, its code and
 * Ceph's guide do not). Neither gets a schedule here: it is set for each volume, and one on the side that receives makes
 * its directories fail (ceph doc/cephfs/cephfs-mirroring.rst@v20.2.0).
 */
export function mirrorFilesystem(storage: RookCeph): void {
  partOf(storage, 'shared')?.addJsonPatch(JsonPatch.add('/spec/mirroring', { enabled: true }));
}

/** The daemon that sends snapshots: Rook runs one, and starts it anew elsewhere when its host is lost. */
export function directoryDaemon(component: Component, { layout }: RookCeph): void {
  const labels = { app: 'rook-ceph-fs-mirror' };
  const mirror = new CephFilesystemMirror(component, 'filesystem-mirror', {
    metadata: { name: 'fs-mirror', namespace: NAMESPACE },
    spec: {
      annotations: PRIVILEGE_ANNOTATION,
      placement: serverPlacement(layout, labels),
      priorityClassName: 'system-cluster-critical',
      resources: daemon({ cpu: 1, memory: 1 }),
    },
  });
  component.ready(mirror, Condition.jsonPath('{.status.phase}', 'Ready'));
}
