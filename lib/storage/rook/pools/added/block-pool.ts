import type { StorageClassRef } from '../../../../core';
import type { CephBlockPool } from '../../../../kinds';
import type { PoolLayout } from '../pool';

/** A pool of block devices of a Ceph cluster, as those read it that mirror or back up. */
export interface BlockPool {
  /** Name of the pool, in which the images are. */
  readonly name: string;
  /** Class of its volumes. */
  readonly storageClass: StorageClassRef;
  /** Whether its volumes go to another city. */
  readonly mirrored: boolean;
  /** Whether each volume has a key of its own. */
  readonly encrypted: boolean;
  /** How it lies on the cluster. */
  readonly layout: PoolLayout;
  /** The pool of the images. What they hold is elsewhere where it is erasure coded. */
  readonly object: CephBlockPool;
}
