import type { Placement, SpreadRule } from 'tripod-iac/core';
import type { World } from './world';

/** Host of each member of a group; one that carries two is named twice. */
export type Spots = readonly string[];

/** Every way to place the members of a group that breaks none of its rules. */
export function placements(world: World, group: Placement): readonly Spots[] {
  const { count, hosts, rules = [] } = group;
  const found: Spots[] = [];
  const place = (from: number, spots: Spots): void => {
    if (rules.some((rule) => overfull(world, rule, spots))) return;
    if (spots.length === count) {
      if (rules.every((rule) => skew(world, rule, hosts, spots) <= (rule.maxSkew ?? Infinity))) found.push(spots);
      return;
    }
    for (let at = from; at < hosts.length; at++) place(at, [...spots, hosts[at] ?? '']);
  };
  place(0, []);
  return found;
}

/** Every way to place all groups, each without regard to the others. */
export function layouts(world: World, groups: readonly Placement[]): readonly (readonly Spots[])[] {
  return groups.reduce<readonly (readonly Spots[])[]>(
    (before, group) => {
      const ways = placements(world, group);
      return before.flatMap((layout) => ways.map((spots) => [...layout, spots]));
    },
    [[]],
  );
}

/**
 * Where members end that are started anew one by one, each wherever the rules let it: every way in which that can go.
 * `pending` of each way is how many found no place.
 */
export function placedAnew(
  world: World,
  group: Placement,
  spots: Spots,
  pending: number,
  takes: (host: string) => boolean,
): readonly { readonly spots: Spots; readonly pending: number }[] {
  let ways: readonly Spots[] = [spots];
  for (let left = pending; left > 0; left--) {
    const next = new Map<string, Spots>();
    for (const way of ways)
      for (const host of group.hosts.filter((each) => takes(each) && fits(world, group, way, each, takes))) {
        const grown = [...way, host].sort();
        next.set(grown.join(), grown);
      }
    const stuck = ways.filter(
      (way) => !group.hosts.some((host) => takes(host) && fits(world, group, way, host, takes)),
    );
    if (stuck.length > 0)
      return [
        ...stuck.map((way) => ({ spots: way, pending: left })),
        ...[...next.values()].flatMap((way) => placedAnew(world, group, way, left - 1, takes)),
      ];
    ways = [...next.values()];
  }
  return ways.map((way) => ({ spots: way, pending: 0 }));
}

function fits(world: World, group: Placement, spots: Spots, host: string, takes: (host: string) => boolean): boolean {
  return (group.rules ?? []).every((rule) => {
    const mine = world.domain(host, rule.domain);
    const counts = domainCounts(
      world,
      rule,
      group.hosts.filter((each) => rule.countsLost === true || takes(each)),
      spots,
    );
    const here = (counts.get(mine) ?? 0) + 1;
    return here <= (rule.most ?? Infinity) && here - Math.min(...counts.values()) <= (rule.maxSkew ?? Infinity);
  });
}

function domainCounts(
  world: World,
  { domain }: SpreadRule,
  hosts: readonly string[],
  spots: Spots,
): Map<string, number> {
  const counts = new Map(hosts.map((host) => [world.domain(host, domain), 0]));
  for (const spot of spots) {
    const at = world.domain(spot, domain);
    if (counts.has(at)) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
}

function overfull(world: World, rule: SpreadRule, spots: Spots): boolean {
  if (rule.most === undefined) return false;
  return Math.max(0, ...domainCounts(world, rule, spots, spots).values()) > rule.most;
}

function skew(world: World, rule: SpreadRule, hosts: readonly string[], spots: Spots): number {
  const counts = [...domainCounts(world, rule, hosts, spots).values()];
  return Math.max(...counts) - Math.min(...counts);
}
