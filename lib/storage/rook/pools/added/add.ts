import type { Component, StorageClassRef } from '../../../../core';
import { BLOCK_PARAMETERS, blockPool } from '../block';
import { volumeClass } from '../storage-class';
import type { BlockPool } from './block-pool';
import type { PoolPlan } from './plan';
import type { BlockPoolProps } from './props';

/** Class of the volumes of a pool, which goes by the same name in the proof. */
function blockClass(pool: string): StorageClassRef {
  return { storageClassName: `ceph-${pool}`, shared: false, thing: `ceph-${pool}` };
}

/** Where the data of an erasure coded pool is. */
function dataPool(pool: string): string {
  return `${pool}-data`;
}

/** Makes a pool, a second one for shards, and the class of its volumes. */
export function addBlockPool(
  component: Component,
  name: string,
  { data, index }: PoolPlan,
  { mirrored = true, reclaimPolicy, encrypted = false }: BlockPoolProps,
  keys: string | undefined,
): BlockPool {
  const object = blockPool(component, name, index ?? data);
  if (index !== undefined) blockPool(component, dataPool(name), data);
  const storageClass = blockClass(name);
  volumeClass(component, `class:${name}`, {
    name: storageClass.storageClassName,
    driver: 'rbd',
    reclaimPolicy,
    parameters: {
      ...BLOCK_PARAMETERS,
      pool: name,
      ...(index === undefined ? {} : { dataPool: dataPool(name) }),
      ...(encrypted && keys !== undefined ? { encrypted: 'true', encryptionKMSID: keys } : {}),
    },
  });
  return { name, storageClass, mirrored, encrypted, layout: data, object };
}
