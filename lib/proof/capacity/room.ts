import { rackLabel, type Placement, type SpreadDomain, type SpreadRule } from '../../core';
import type { Host } from '../../landscape';

/** Finds a host by its name; those of other clusters are no concern. */
export type Hosts = ReadonlyMap<string, Host>;

/** A placement with its domains counted, so that the loss of a host needs no second look at all others. */
export interface Stand {
  readonly placement: Placement;
  readonly hosts: ReadonlySet<string>;
  /** Hosts in each domain of each rule. */
  readonly domains: readonly ReadonlyMap<string, number>[];
}

export function standOf(placement: Placement, known: Hosts): Stand {
  const hosts = [...new Set(placement.hosts)].flatMap((name) => known.get(name) ?? []);
  const domains = (placement.rules ?? []).map(({ domain }) => tally(hosts, domain));
  return { placement, hosts: new Set(hosts.map(({ name }) => name)), domains };
}

/**
 * How many members may stand on what is left: the most that the rules allow, since more ask for more. `moves`: whether
 * those of a lost host start elsewhere.
 */
export function left({ placement, hosts, domains }: Stand, lost: readonly Host[], moves: boolean): number {
  const gone = lost.filter(({ name }) => hosts.has(name));
  if (gone.length === 0) return placement.count;
  if (gone.length === hosts.size) return 0;
  const rooms = (placement.rules ?? []).map((rule, index) => {
    const whole = domains[index] ?? new Map<string, number>();
    const fallen = [...tally(gone, rule.domain)].filter(([domain, count]) => whole.get(domain) === count).length;
    return (whole.size - fallen) * fullest(rule, placement.count, whole.size, fallen, moves);
  });
  return Math.min(placement.count, ...rooms);
}

/** Most members that one domain takes, of `all` domains of which some have `fallen`. */
function fullest(rule: SpreadRule, count: number, all: number, fallen: number, moves: boolean): number {
  const { most = Infinity, maxSkew = Infinity, countsLost = false } = rule;
  if (!moves) return Math.min(most, Math.floor((count + (all - 1) * maxSkew) / all));
  // A lost domain has no member: beside it no other may have more than the skew.
  return Math.min(most, countsLost && fallen > 0 ? maxSkew : Infinity);
}

function tally(hosts: readonly Host[], domain: SpreadDomain): Map<string, number> {
  const counts = new Map<string, number>();
  for (const host of hosts) {
    const at = { host: host.name, rack: rackLabel(host), site: host.site }[domain];
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}
