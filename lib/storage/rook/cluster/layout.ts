import { rackLabel, type SpreadDomain } from '../../../core';
import { isWhole } from '../../../errors';
import type { Host, Site } from '../../../landscape';

/** What a bank may choose about the layout; the rest follows from the sites. */
export interface LayoutChoice {
  readonly monitors?: number;
  readonly copies?: number;
  readonly failureDomain?: SpreadDomain;
}

/**
 * How a Ceph cluster lies on its sites. `stretch`: two sites with data and a third that only votes (Ceph's stretch mode);
 * `spread`: three or more sites with data, a copy in each of three.
 */
export interface Layout {
  readonly mode: 'one-site' | 'stretch' | 'spread';
  /** Sites with data, in the order of the cluster. */
  readonly sites: readonly Site[];
  /** The site whose monitor breaks ties; undefined where there is none, or none is needed. */
  readonly arbiter: Site | undefined;
  /** Hosts that give their disks. */
  readonly hosts: readonly Host[];
  readonly monitors: number;
  readonly copies: number;
  readonly failureDomain: SpreadDomain;
}

/** The layout that fits the sites; whether it can work is checked apart from it. */
export function layoutOf(all: readonly Site[], choice: LayoutChoice): Layout {
  const sites = all.filter(({ role }) => role !== 'witness');
  const mode = sites.length < 2 ? 'one-site' : sites.length === 2 ? 'stretch' : 'spread';
  const hosts = sites.flatMap(storageHosts);
  // Stretch mode keeps two copies in each site, and wants two monitors there and one between them.
  const { copies = mode === 'stretch' ? 4 : 3, monitors = mode === 'stretch' ? 5 : 3 } = choice;
  const enoughRacks = isWhole(copies, 1, new Set(hosts.map(rackLabel)).size);
  const { failureDomain = mode !== 'one-site' ? 'site' : enoughRacks ? 'rack' : 'host' } = choice;
  return {
    mode,
    sites,
    arbiter: mode === 'stretch' ? all.find(({ role }) => role === 'witness') : undefined,
    hosts,
    monitors,
    copies,
    failureDomain,
  };
}

export function storageHosts(site: Site): readonly Host[] {
  return site.hosts.filter(({ roles }) => roles.includes('storage'));
}

/** Hosts that can carry the arbiter: voters, else masters. A voter does not share the fate of etcd's member. */
export function arbiterHosts(site: Site): readonly Host[] {
  const voters = site.hosts.filter(({ roles }) => roles.includes('voter'));
  return voters.length > 0 ? voters : site.hosts.filter(({ roles }) => roles.includes('control-plane'));
}

/** How many hosts, racks or sites there are to spread over. */
export function domainsOf({ failureDomain, hosts, sites }: Layout): number {
  const count = { host: hosts.length, rack: new Set(hosts.map(rackLabel)).size, site: sites.length };
  return count[failureDomain];
}

/** Copies that must exist when a write is acknowledged: size − ⌊size / 2⌋, Ceph's `osd_pool_default_min_size` of 0. */
export function minimumCopies(copies: number): number {
  return copies - Math.floor(copies / 2);
}
