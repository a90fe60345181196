import { Duration } from 'cdk8s';
import { Fact } from '../../core';
import type { BlockPool } from '../rook/pools/added/block-pool';
import { STORE } from '../rook/object/names';
import { FILESYSTEM } from '../rook/pools/shared';
import type { RookCeph } from '../rook/rook-ceph';
import { lossOf } from './schedule';
import { SHARED_INTERVAL, sharedTransfer } from './shared/times';
import type { MirrorTimes } from './times';

export interface Mirrored {
  readonly pools: readonly BlockPool[];
  readonly shared: boolean;
  readonly bucket: boolean;
}

/**
 * How old copies in the other city are at most, while mirroring works: what stops is told by alerts. They stand where any site
 * of it stands. Of pools none of whose volumes is protected there is none, nor of buckets whose lag nobody has measured.
 */
export function copiesOf({ pools, shared, bucket }: Mirrored, peer: RookCeph, times: MirrorTimes): readonly Fact[] {
  const { interval, transfer, sharedRpo, bucketLag } = times;
  return peer.layout.sites.flatMap(({ name: to }) => [
    ...pools.map(({ name, storageClass }) => Fact.asyncCopy(storageClass.thing ?? name, { to, interval, transfer })),
    ...(shared
      ? [Fact.asyncCopy(FILESYSTEM, { to, interval: SHARED_INTERVAL, transfer: sharedTransfer(sharedRpo) })]
      : []),
    ...(bucket && bucketLag !== undefined
      ? [Fact.asyncCopy(STORE, { to, interval: Duration.seconds(0), transfer: bucketLag })]
      : []),
  ]);
}

/** Age at which a copy is late: half-way between what is lost at worst, and what may be. */
export function warningAge({ interval, transfer, rpo }: MirrorTimes): number {
  return Math.round((lossOf(interval, transfer) + rpo.toSeconds({ integral: false })) / 2);
}
