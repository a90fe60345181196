import { type Component, Condition, type StorageClassRef } from '../../../core';
import { CephBlockPool } from '../../../kinds';
import type { Layout } from '../cluster/layout';
import { NAMESPACE } from '../namespace';
import { poolSpec } from './pool';
import { volumeClass } from './storage-class';

const POOL = 'block';
export const BLOCK: StorageClassRef = { storageClassName: 'ceph-block', shared: false, thing: 'block' };

/** Block devices: a pool and its storage class. */
export function blockStorage(component: Component, layout: Layout, isDefault: boolean): void {
  const pool = new CephBlockPool(component, 'block-pool', {
    metadata: { name: POOL, namespace: NAMESPACE },
    spec: poolSpec(layout),
  });
  component.ready(pool, Condition.jsonPath('{.status.phase}', 'Ready'));
  volumeClass(component, 'block-class', {
    name: BLOCK.storageClassName,
    driver: 'rbd',
    isDefault,
    parameters: {
      pool: POOL,
      imageFormat: '2',
      imageFeatures: 'layering',
      'csi.storage.k8s.io/fstype': 'ext4',
    },
  });
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
