import type { Environment, Problems } from '../../../core';
import type { RookCeph } from '../../rook/rook-ceph';
import type { CephMirrorProps } from '../props';

/** Checks that what must be measured is there, and that nothing is asked for what is not mirrored. */
export function checkAsked(
  { changes, sharedRpo, bucketLag }: Partial<CephMirrorProps>,
  { tier }: Environment,
  storage: RookCeph,
  problems: Problems,
): void {
  problems.check(changes !== undefined || tier !== 'production', {
    at: 'changes',
    got: changes,
    want: 'how much mirrored volumes of a production environment change at the busiest hour: the time of a transfer follows from it',
    fix: 'measure it, and pass for example `Bandwidth.megabits(200)`',
  });
  problems.check(sharedRpo === undefined || storage.filesystem !== undefined, {
    at: 'sharedRpo',
    got: 'what may be lost of a shared file system that is not there',
    want: 'no `sharedRpo` beside `sharedFilesystem: false`',
    fix: 'leave `sharedRpo` out, or `sharedFilesystem`',
  });
  problems.check(bucketLag === undefined || storage.realm !== undefined, {
    at: 'bucketLag',
    got: 'a lag of buckets that are not mirrored',
    want: 'no `bucketLag` where RookCeph has no `realm`',
    fix: 'leave `bucketLag` out, or give both sides the same `realm`',
  });
}
