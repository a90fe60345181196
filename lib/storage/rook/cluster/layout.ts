import { rackLabel, type SpreadDomain } from '../../../core';
import { isWhole } from '../../../errors';
import type { Host, Site } from '../../../landscape';

/** What a bank may choose about the layout; the rest follows from the sites. */
interface LayoutChoice {
  readonly monitors?: number;
  readonly copies?: number;
  readonly failureDomain?: SpreadDomain;
  /** Whether a rack may be lost by a promise of the environment. @default false */
  readonly promisesRacks?: boolean;
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
  /** What keeps the two copies of a site apart, in stretch mode. */
  readonly apart: 'rack' | 'host';
  /** Whether Ceph makes the copies of a lost rack anew by itself, and not only those of a host. */
  readonly healsRacks: boolean;
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
    apart: keptApart(sites, choice),
    healsRacks: choice.promisesRacks === true || hosts.some((host) => alone(host, hosts)),
  };
}

/** Whether a host is its whole rack: then nothing but its rack is lost with it. */
function alone(host: Host, hosts: readonly Host[]): boolean {
  return hosts.filter((other) => rackLabel(other) === rackLabel(host)).length === 1;
}

/**
 * In stretch mode an item that a site has no copy of is not served, so both of its copies must not fall with a rack. With two
 * racks that costs room, since neither can take the copies of the other: they are kept apart where racks are promised.
 */
function keptApart(sites: readonly Site[], { promisesRacks = false }: LayoutChoice): Layout['apart'] {
  const racks = sites.map((site) => new Set(storageHosts(site).map(rackLabel)).size);
  return racks.every((count) => count >= (promisesRacks ? 2 : 3)) ? 'rack' : 'host';
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
