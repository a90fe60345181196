import type { Construct } from 'constructs';
import { NetworkFenceClass, VolumeGroupReplicationClass, VolumeReplicationClass } from '../../../kinds';
import { NAMESPACE } from '../../rook/namespace';
import type { BlockPool } from '../../rook/pools/added/block-pool';
import { spelled } from '../schedule';
import type { MirrorTimes } from '../times';

const DRIVER = `${NAMESPACE}.rbd.csi.ceph.com`;

/** Secret that Rook makes for the driver. */
const SECRET = 'rook-csi-rbd-provisioner';

/** Volumes are mirrored by this class. */
export const REPLICATION = 'ceph-mirror';
/** Addresses are shut out of block devices by this class. */
export const FENCE = 'ceph-fence';

/** Groups of volumes of a pool are mirrored by this class: a group cannot reach over two pools. */
export function groupClass(pool: string): string {
  return `${REPLICATION}-${pool}`;
}

/**
 * How volumes are mirrored and fenced. The same on both sides: whichever holds the volumes goes by its own.
 * Source: ceph/ceph-csi internal/csi-addons/rbd/{replication,network_fence}.go@v3.17.0, csi-addons/kubernetes-csi-addons
 * docs/{volumereplicationclass,volumegroupreplicationclass,networkfenceclass}.md@v0.14.0.
 */
export function replicationClasses(
  scope: Construct,
  pools: readonly BlockPool[],
  times: MirrorTimes,
  groups: boolean,
): void {
  const schedule = { mirroringMode: 'snapshot', schedulingInterval: spelled(times.interval) };
  new VolumeReplicationClass(scope, 'replication-class', {
    metadata: { name: REPLICATION },
    spec: {
      provisioner: DRIVER,
      parameters: { ...schedule, ...secret('replication.storage.openshift.io/replication') },
    },
  });
  for (const pool of groups ? pools : []) {
    new VolumeGroupReplicationClass(scope, `group-class-${pool.name}`, {
      metadata: { name: groupClass(pool.name) },
      spec: {
        provisioner: DRIVER,
        parameters: {
          clusterID: NAMESPACE,
          pool: pool.name,
          ...secret('replication.storage.openshift.io/group-replication'),
        },
      },
    });
  }
  new NetworkFenceClass(scope, 'fence-class', {
    metadata: { name: FENCE },
    spec: {
      provisioner: DRIVER,
      parameters: { clusterID: NAMESPACE, ...secret('csiaddons.openshift.io/networkfence') },
    },
  });
}

function secret(prefix: string): Readonly<Record<string, string>> {
  return { [`${prefix}-secret-name`]: SECRET, [`${prefix}-secret-namespace`]: NAMESPACE };
}
