import { mebibytesOf } from '../../../core/check/props';
import type { Problems } from '../../../errors';
import type { Site } from '../../../landscape';
import { arbiterHosts, type Layout, storageHosts } from '../cluster/layout';

/** Largest difference of the sites' weights: Ceph's mon_stretch_max_bucket_weight_delta. */
const MAX_DIFFERENCE = 0.1;

/**
 * What Rook asks of the sites of a stretch cluster (pkg/operator/ceph/cluster/cluster.go validateStretchCluster,
 * pkg/operator/ceph/cluster/mon/mon.go crushWeightsBalanced, both @v1.20.6), and what it does not ask: an arbiter that has
 * a host, two hosts for two copies.
 * @param witnesses of the environment, also those that were not named
 */
export function checkStretch({ sites, arbiter }: Layout, witnesses: readonly Site[], problems: Problems): void {
  const names = sites.map(({ name }) => name).join(' and ');
  problems.check(arbiter !== undefined, {
    at: 'sites',
    got: `data in ${names}, and no witness`,
    want: 'a third site that votes: with two, the loss of one takes the majority of the monitors',
    fix:
      witnesses.length > 0
        ? `name ${witnesses.map(({ name }) => name).join(' or ')} in \`sites\`, too, or leave \`sites\` out`
        : 'add a site of role witness with `voters(1)` to the cluster, or name one site in `sites` to keep data there alone',
  });
  problems.check(arbiter === undefined || arbiterHosts(arbiter).length > 0, {
    path: arbiter?.name,
    at: 'hosts',
    got: 'neither voters nor masters',
    want: 'a host for the monitor that breaks ties',
    fix: 'add `voters(1)` to the site',
  });
  for (const site of sites) {
    problems.check(storageHosts(site).length >= 2, {
      path: site.name,
      at: 'hosts',
      got: `${storageHosts(site).length} with the role storage`,
      want: 'at least 2: for two copies and two monitors',
      fix: 'add `storage(2)` to the site, or give it the role witness',
    });
  }
  checkWeights(sites, problems);
}

/** Rook waits without end for stretch mode while the sites differ by more. */
function checkWeights(sites: readonly Site[], problems: Problems): void {
  const weights = sites.map((site) => ({ name: site.name, weight: weightOf(site) }));
  const most = Math.max(...weights.map(({ weight }) => weight));
  const least = Math.min(...weights.map(({ weight }) => weight));
  problems.check(least === 0 || (most - least) / most <= MAX_DIFFERENCE, {
    at: 'disks',
    got: weights.map(({ name, weight }) => `${weight} GiB in ${name}`).join(', '),
    want: `sites within ${MAX_DIFFERENCE * 100} % of each other: else Ceph does not enter stretch mode`,
    fix: 'give both sites the same hosts and disks',
  });
}

function weightOf(site: Site): number {
  const disks = storageHosts(site).flatMap(({ disks }) => disks);
  return disks.reduce((sum, { size }) => sum + (mebibytesOf(size) ?? 0), 0) / 1024;
}
