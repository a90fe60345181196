import type { Objectives } from '../../../core';
import { mebibytesOf } from '../../../core/check/props';
import type { Problems } from '../../../errors';
import type { Layout } from '../cluster/layout';
import type { PoolLayout } from '../pools/pool';
import type { RookCephProps } from '../props';
import { capacityOf, NEARFULL } from './capacity';
import { sum } from './carried';

/** Props that are quotas of the pools that are always there. */
export const QUOTAS = ['blockQuota', 'sharedQuota', 'bucketQuota'] as const;

/** In MiB: what sums of floating point may be wrong by. */
const ROUNDING = 1e-3;

/** Layouts of pools, by the prop or the pool whose quota it is. */
export type Quotas = Readonly<Record<(typeof QUOTAS)[number], PoolLayout>> & Readonly<Record<string, PoolLayout>>;

export function quotasOf(layout: Layout, { blockQuota, sharedQuota, bucketQuota }: RookCephProps): Quotas {
  return {
    blockQuota: { ...layout, quota: blockQuota },
    sharedQuota: { ...layout, quota: sharedQuota },
    bucketQuota: { ...layout, quota: bucketQuota },
  };
}

/**
 * Checks that all quotas together can be carried. Each takes a part of what its pool could hold alone; where pools differ
 * in copies or domains, parts that add up to one surely fit, since mixtures of what fits do.
 */
export function checkQuotas(quotas: Quotas, objectives: Objectives, problems: Problems): void {
  const parts = Object.entries(quotas).flatMap(([name, layout]) => {
    const quota = mebibytesOf(layout.quota);
    return quota === undefined ? [] : [{ name, quota, ...capacityOf(layout, objectives) }];
  });
  const last = parts.at(-1);
  if (last === undefined) return;
  const others = sum(parts.slice(0, -1).map(({ quota, mebibytes }) => quota / mebibytes));
  const free = last.mebibytes * (1 - others);
  problems.check(last.quota <= free + ROUNDING, {
    at: QUOTAS.some((prop) => prop === last.name) ? last.name : 'quota',
    got: parts.map(({ name, quota }) => `${tebibytes(quota)} in ${name}`).join(', '),
    want:
      `at most ${tebibytes(Math.max(0, free))}${parts.length > 1 ? ' beside the others' : ''}: ` +
      `all must fit into ${NEARFULL * 100} % of the disks` +
      (last.after === undefined ? '' : ` that are left after the loss of ${last.after}`),
    fix:
      last.mebibytes === 0 && last.after !== undefined
        ? `spread the hosts with storage over more than ${last.after}, or promise nothing for its loss`
        : `lower ${parts.map(({ name }) => `\`${name}\``).join(' or ')}, or add disks`,
  });
}

/** As people write it: `12.75 TiB`. Rounded down, so that what it says does fit. */
export function tebibytes(mebibytes: number): string {
  return `${Math.floor((mebibytes / 2 ** 20) * 100) / 100} TiB`;
}
