import { type Objectives, rackLabel } from '../../../core';
import type { Host } from '../../../landscape';
import type { Layout } from '../cluster/layout';

/** Something that may be lost at once, and must not fill what is left. */
export interface Loss {
  /** In words: `the host sh-a-storage-1`. */
  readonly name: string;
  readonly hosts: ReadonlySet<Host>;
}

/**
 * Losses after which all data must still fit: any host; any rack and any site where the environment promises something for
 * them. In stretch mode a lost site is no burden for the other, which holds its own two copies before and after.
 */
export function lossesOf({ mode, hosts }: Layout, { rack, site }: Objectives): readonly Loss[] {
  return [
    ...hosts.map((host) => ({ name: `the host ${host.name}`, hosts: new Set([host]) })),
    ...(rack === undefined ? [] : groups('rack', hosts, rackLabel)),
    ...(site === undefined || mode !== 'spread' ? [] : groups('site', hosts, (host) => host.site)),
  ];
}

function groups(kind: string, hosts: readonly Host[], nameOf: (host: Host) => string): readonly Loss[] {
  return [...new Set(hosts.map(nameOf))].map((name) => ({
    name: `the ${kind} ${name}`,
    hosts: new Set(hosts.filter((host) => nameOf(host) === name)),
  }));
}
