import type { Size } from 'cdk8s';
import { mebibytesOf } from '../../../../core/check/props';
import { isWhole, type Problems } from '../../../../errors';

/** Checks a size that Ceph keeps as a quota. @param store that of all buckets together; undefined for none */
export function checkMaxSize(size: unknown, store: Size | undefined, problems: Problems): void {
  const mebibytes = mebibytesOf(size);
  problems.check(size === undefined || isWhole(mebibytes, 1), {
    at: 'maxSize',
    got: mebibytes === undefined ? size : `${mebibytes} MiB`,
    want: 'a Size in whole MiB, of 1 MiB at least',
    fix: 'for example `Size.gibibytes(100)`, or leave it out for no quota',
  });
  const most = mebibytesOf(store) ?? Infinity;
  problems.check(mebibytes === undefined || !(mebibytes > most), {
    at: 'maxSize',
    got: `${(mebibytes ?? 0) / 1024} GiB`,
    want: `at most ${most / 1024} GiB, the \`bucketQuota\` of all buckets together`,
    fix: 'lower it, or raise `bucketQuota`',
  });
}

/** Checks a number of things: Ceph takes 0 and what is below for no quota at all. */
export function checkCount(at: string, count: unknown, problems: Problems): void {
  problems.check(count === undefined || isWhole(count, 1), {
    at,
    got: count,
    want: 'a whole number of 1 at least: Ceph takes others for no quota',
    fix: `leave \`${at}\` out for no quota`,
  });
}
