import { type Objectives, rackLabel } from '../../../core';
import { mebibytesOf } from '../../../core/check/props';
import type { Host } from '../../../landscape';
import type { Layout } from '../cluster/layout';
import { sum } from './carried';

/** Something that may be lost at once, and must not fill what is left. */
export interface Loss {
  /** In words: `the host sh-a-storage-1`. */
  readonly name: string;
  readonly hosts: ReadonlySet<Host>;
}

/**
 * Losses after which all data must still fit: any host, of which the largest of each rack is the worst; any rack and any
 * site where the environment promises something for them. In stretch mode a lost site is no burden for the other, which holds its own two copies before and after.
 */
export function lossesOf({ mode, hosts }: Layout, { rack, site }: Objectives): readonly Loss[] {
  return [
    ...largest(hosts).map((host) => ({ name: `the host ${host.name}`, hosts: new Set([host]) })),
    ...(rack === undefined ? [] : groups('rack', hosts, rackLabel)),
    ...(site === undefined || mode !== 'spread' ? [] : groups('site', hosts, (host) => host.site)),
  ];
}

/** The largest host of each rack: whatever is the failure domain, the loss of a smaller one beside it leaves more room. */
function largest(hosts: readonly Host[]): readonly Host[] {
  const found = new Map<string, Host>();
  for (const host of hosts) {
    const other = found.get(rackLabel(host));
    if (other === undefined || rawOf(host) > rawOf(other)) found.set(rackLabel(host), host);
  }
  return [...found.values()];
}

/** Size of the disks of a host, in MiB. */
export function rawOf({ disks }: Host): number {
  return sum(disks.map(({ size }) => mebibytesOf(size) ?? 0));
}

function groups(kind: string, hosts: readonly Host[], nameOf: (host: Host) => string): readonly Loss[] {
  return [...new Set(hosts.map(nameOf))].map((name) => ({
    name: `the ${kind} ${name}`,
    hosts: new Set(hosts.filter((host) => nameOf(host) === name)),
  }));
}
