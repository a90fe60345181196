import type { Environment } from '../../core';
import type { Host, Site } from '../../landscape';
import type { Settings } from './settings';

/** Hosts of a site that run the control plane. */
export function mastersOf(site: Site): readonly Host[] {
  return site.hosts.filter((host) => host.roles.includes('control-plane'));
}

/** Masters in the order in which they are made: first where clients are led to, so that the endpoint answers at once. */
export function orderMasters(environment: Environment): readonly Host[] {
  const { sites } = environment;
  return [...sites.filter(serves), ...sites.filter((site) => !serves(site))].flatMap(mastersOf);
}

/** Hosts of the environment that are no masters. */
export function workersOf({ environment, masters }: Pick<Settings, 'environment' | 'masters'>): readonly Host[] {
  return environment.hosts.filter((host) => !masters.includes(host));
}

/** The longest round trip between two masters, in milliseconds: etcd's times follow from it. */
export function longestRoundTrip({ environment, masters }: Pick<Settings, 'environment' | 'masters'>): number {
  return environment.landscape.longestRtt([...new Set(masters.map((host) => host.site))]);
}

/** Addresses to which the endpoint resolves: VIPs, and masters of sites without one. A witness room only votes. */
export function entryPoints(environment: Environment): readonly string[] {
  const manned = environment.sites.filter((site) => mastersOf(site).length > 0);
  const serving = manned.filter(serves);
  return (serving.length > 0 ? serving : manned).flatMap((site) =>
    site.vip === undefined ? mastersOf(site).map((host) => host.address) : [site.vip],
  );
}

/** Sites whose masters hold a VIP. */
export function vipSites(environment: Environment): readonly (Site & { readonly vip: string })[] {
  return environment.sites.filter(
    (site): site is Site & { vip: string } => site.vip !== undefined && mastersOf(site).length > 0,
  );
}

function serves(site: Site): boolean {
  return site.vip !== undefined || site.role !== 'witness';
}
