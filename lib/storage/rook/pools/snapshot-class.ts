import type { Construct } from 'constructs';
import { VolumeSnapshotClass } from '../../../kinds';
import { NAMESPACE } from '../namespace';

/**
 * A class of snapshots, called like the class of the volumes. A snapshot stays when its object goes, as volumes do. Source:
 * rook/rook deploy/examples/csi/{rbd,cephfs}/snapshotclass.yaml@v1.20.6. There is none for groups of volumes: the controller
 * and the sidecars leave that off (kubernetes-csi/external-snapshotter pkg/features/features.go@v8.6.0).
 */
export function snapshotClass(scope: Construct, id: string, name: string, driver: 'rbd' | 'cephfs'): void {
  new VolumeSnapshotClass(scope, id, {
    metadata: { name },
    driver: `${NAMESPACE}.${driver}.csi.ceph.com`,
    deletionPolicy: 'Retain',
    parameters: {
      clusterID: NAMESPACE,
      'csi.storage.k8s.io/snapshotter-secret-name': `rook-csi-${driver}-provisioner`,
      'csi.storage.k8s.io/snapshotter-secret-namespace': NAMESPACE,
    },
  });
}
