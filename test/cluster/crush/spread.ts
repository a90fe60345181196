import { App } from 'cdk8s';
import { type Landscape, RookCeph } from 'tripod-iac';
import { object } from '../../support/objects';
import { type Disk, disksOf } from './disks';

/** How many items of each placement group lie in each bucket of a level: `2 2` for two in each of two, with how many groups. */
export function spread(groups: readonly (readonly number[])[], disks: readonly Disk[], level: string) {
  const found = new Map<string, number>();
  for (const group of groups) {
    const counts = new Map<string, number>();
    for (const id of group) {
      const bucket = disks[id]?.at[level] ?? '';
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    }
    const shape = [...counts.values()].sort((a, b) => b - a).join(' ');
    found.set(shape, (found.get(shape) ?? 0) + 1);
  }
  return Object.fromEntries(found);
}

/** Disks of the buckets of that name, at whatever level. */
export const below = (disks: readonly Disk[], name: string) =>
  disks.filter(({ at }) => Object.values(at).includes(name)).map(({ id }) => id);

/** Ceph on all sites of a landscape, and the disks that it would take. */
export function cephOn({ sites, hosts }: Pick<Landscape, 'sites' | 'hosts'>) {
  const ceph = new RookCeph(new App(), 'storage', { sites });
  const cluster = object(ceph, 'CephCluster');
  return { ceph, cluster, disks: disksOf(cluster, hosts) };
}
