import { JsonPatch } from 'cdk8s';
import type { BlockPool } from '../../rook/pools/added/block-pool';
import type { RookCeph } from '../../rook/rook-ceph';
import { spelled } from '../schedule';
import type { MirrorTimes } from '../times';

/** Pools whose volumes go to the other city. */
export function mirroredPools({ blockPools }: RookCeph): readonly BlockPool[] {
  return blockPools.filter(({ mirrored }) => mirrored);
}

/**
 * Has Ceph mirror the images of a pool that are asked for, one by one. The peer is added later: Rook does not call a pool
 * ready while the Secret of its peer is missing, and that Secret holds what only the other pool can give (rook
 * pkg/operator/ceph/pool/controller.go@v1.20.6, configurePoolMirroring). With the peer in it, both sides would wait for ever.
 */
export function mirrorPool({ object }: BlockPool, { interval }: MirrorTimes): void {
  const snapshotSchedules = [{ interval: spelled(interval) }];
  object.addJsonPatch(JsonPatch.add('/spec/mirroring', { enabled: true, mode: 'image', snapshotSchedules }));
}
