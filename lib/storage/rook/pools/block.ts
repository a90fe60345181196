import { type Component, Condition, type StorageClassRef } from '../../../core';
import { CephBlockPool } from '../../../kinds';
import type { Layout } from '../cluster/layout';
import { NAMESPACE } from '../namespace';
import type { BlockPool } from './added/block-pool';
import { poolSpec, type PoolLayout } from './pool';
import { snapshotClass } from './snapshot-class';
import { volumeClass } from './storage-class';

const POOL = 'block';
export const BLOCK: StorageClassRef = { storageClassName: 'ceph-block', shared: false, thing: 'block' };

/**
 * What all classes of block devices say. Source: rook/rook deploy/examples/csi/rbd/storageclass.yaml@v1.20.6. The features are
 * those for Linux 5.4 and newer: without `fast-diff`, mirroring reads the whole of an image to see what changed since its last
 * snapshot (ceph doc/rbd/rbd-mirroring.rst@v20.2.0).
 */
export const BLOCK_PARAMETERS = {
  imageFormat: '2',
  imageFeatures: 'layering,fast-diff,object-map,deep-flatten,exclusive-lock',
  'csi.storage.k8s.io/fstype': 'ext4',
};

/** Block devices: a pool and its storage class. */
export function blockStorage(component: Component, layout: PoolLayout, isDefault: boolean): BlockPool {
  const object = blockPool(component, POOL, layout);
  volumeClass(component, 'block-class', {
    name: BLOCK.storageClassName,
    driver: 'rbd',
    isDefault,
    parameters: { ...BLOCK_PARAMETERS, pool: POOL },
  });
  // It takes snapshots in every pool: a snapshot stays in the pool of its volume.
  snapshotClass(component, 'block-snapshots', BLOCK.storageClassName, 'rbd');
  return { name: POOL, storageClass: BLOCK, mirrored: true, encrypted: false, layout, object };
}

/** A pool of block devices, which Rook makes by the name of its object. */
export function blockPool(component: Component, name: string, layout: PoolLayout): CephBlockPool {
  const pool = new CephBlockPool(component, `pool:${name}`, {
    metadata: { name, namespace: NAMESPACE },
    spec: poolSpec(layout),
  });
  component.ready(pool, Condition.jsonPath('{.status.phase}', 'Ready'));
  return pool;
}

/**
 * The pool that Ceph makes for its managers. Left to Ceph it would keep another rule than the rest: a warning for ever,
 * and Rook enters stretch mode only when it is there. So it must never wait for the cluster.
 */
export function managerPool(component: Component, layout: Layout): void {
  const pool = new CephBlockPool(component, 'manager-pool', {
    metadata: { name: 'builtin-mgr', namespace: NAMESPACE },
    spec: { name: '.mgr', ...poolSpec(layout) },
  });
  component.ready(pool, Condition.jsonPath('{.status.phase}', 'Ready'));
}
