import type { Problems } from '../../../../core';
import type { ProtectProps } from '../protected';

/** Checks that several volumes are taken as of one moment, where that matters. */
export function checkTogether(
  name: string,
  count: number,
  { independent = false }: ProtectProps,
  groups: boolean,
  problems: Problems,
): void {
  problems.check(count < 2 || independent || groups, {
    at: 'protect',
    got: `${name} with ${count} volumes`,
    want: 'one volume, or volumes of one moment, which Ceph 20.2 and Ceph CSI 3.17 cannot mirror (ceph-csi issue 6190)',
    fix: 'keep what belongs together on one volume; `{ independent: true }` if each is consistent by itself; or `consistencyGroups: true` if your builds can',
  });
}
