import { NODE_LABELS, rackLabel } from '../../../core';
import type { CephMonitors } from '../../../kinds';
import type { Host } from '../../../landscape';
import { arbiterHosts, type Layout, storageHosts } from './layout';

/** Hosts among which a group of monitors is placed. */
function groups({ mode, sites, arbiter, hosts, monitors }: Layout) {
  if (mode === 'one-site') return [{ hosts, count: monitors }];
  // Outside of stretch mode Rook puts one monitor into each zone (pkg/operator/ceph/cluster/mon/mon.go@v1.20.6, findAvailableZone).
  if (mode === 'spread') return sites.slice(0, monitors).map((site) => ({ hosts: storageHosts(site), count: 1 }));
  return [
    ...sites.map((site) => ({ hosts: storageHosts(site), count: 2 })),
    { hosts: arbiter === undefined ? [] : arbiterHosts(arbiter), count: 1 },
  ];
}

/** The first hosts when every rack gives one in turn. */
export function deal(hosts: readonly Host[], count: number): readonly Host[] {
  const given = new Map<string, number>();
  return hosts
    .map((host) => {
      const round = given.get(rackLabel(host)) ?? 0;
      given.set(rackLabel(host), round + 1);
      return { host, round };
    })
    .sort((a, b) => a.round - b.round)
    .slice(0, count)
    .map(({ host }) => host);
}

/** Most monitors that one rack of a site has beyond another. Undefined where no site with several monitors has two racks. */
export function rackSkew(layout: Layout): number | undefined {
  const skews = groups(layout)
    .filter(({ hosts, count }) => count > 1 && new Set(hosts.map(rackLabel)).size > 1)
    .map(({ hosts, count }) => {
      const dealt = deal(hosts, count).map(rackLabel);
      const counts = [...new Set(hosts.map(rackLabel))].map((rack) => dealt.filter((each) => each === rack).length);
      return Math.max(...counts) - Math.min(...counts);
    });
  return skews.length > 0 ? Math.max(1, ...skews) : undefined;
}

/** The monitors as a CephCluster takes them. */
export function monitorSpec({ mode, monitors, sites, arbiter, apart }: Layout): CephMonitors {
  const base = { count: monitors, allowMultiplePerNode: false };
  if (mode === 'one-site') return base;
  if (mode === 'spread') {
    const zones = sites.slice(0, monitors).map(({ name }) => ({ name }));
    return { ...base, failureDomainLabel: NODE_LABELS.site, zones };
  }
  const tieBreaker = arbiter === undefined ? [] : [{ name: arbiter.name, arbiter: true }];
  const zones = [...tieBreaker, ...sites.map(({ name }) => ({ name }))];
  return { ...base, stretchCluster: { failureDomainLabel: NODE_LABELS.site, subFailureDomain: apart, zones } };
}
