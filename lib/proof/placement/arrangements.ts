import type { SpreadDomain, SpreadRule } from '../../core';
import { type Bounds, type Limits, limitsOf } from './bounds';
import type { Cell } from './cells';

/** How many members meet each fate, in one placement that the rules allow. */
export type Arrangement = ReadonlyMap<string, number>;

/** Members that meet each fate, in the order of the fates. */
interface Tally {
  readonly counts: readonly number[];
  readonly total: number;
}

/** Tallies that differ, by their counts. */
type Tallies = ReadonlyMap<string, Tally>;

/**
 * Every way in which members can be divided over fates and places without breaking a rule; empty where no placement keeps
 * them. Hosts of a rack with one fate are alike, so that racks, then sites, then the whole are summed up, each within its
 * bounds.
 */
export function arrangements(
  cells: readonly Cell[],
  count: number,
  rules: readonly SpreadRule[],
): readonly Arrangement[] {
  const fates = [...new Set(cells.flatMap(({ hosts }) => [...hosts.keys()]))].sort();
  const found = new Map<string, Tally>();
  for (const limits of limitsOf(rules, count, domainsOf(cells)))
    for (const [key, tally] of whole(cells, fates, count, limits)) found.set(key, tally);
  return [...found.values()].map(({ counts }) => new Map(fates.map((fate, at) => [fate, counts[at] ?? 0])));
}

function domainsOf(cells: readonly Cell[]): Readonly<Record<SpreadDomain, number>> {
  return {
    site: new Set(cells.map(({ site }) => site)).size,
    rack: cells.length,
    host: cells.reduce((sum, { hosts }) => sum + [...hosts.values()].reduce((a, b) => a + b, 0), 0),
  };
}

function whole(cells: readonly Cell[], fates: readonly string[], count: number, limits: Limits): Tallies {
  const nobody: Tally = { counts: fates.map(() => 0), total: 0 };
  const sites = [...new Set(cells.map(({ site }) => site))].map((site) => {
    const racks = cells.filter((cell) => cell.site === site).map((cell) => inRack(cell, fates, count, limits, nobody));
    return within(
      racks.reduce((a, b) => sums(a, b, count)),
      limits.site,
    );
  });
  return within(
    sites.reduce((a, b) => sums(a, b, count), of(nobody)),
    { least: count, most: count },
  );
}

/** The members of one rack: hosts of a fate carry any number between their bounds. */
function inRack(
  { hosts }: Cell,
  fates: readonly string[],
  count: number,
  { host, rack }: Limits,
  nobody: Tally,
): Tallies {
  const ranges = [...hosts].map(([fate, number]) => {
    const at = fates.indexOf(fate);
    const [least, most] = [number * host.least, Math.min(count, number * host.most)];
    const some = Array.from({ length: Math.max(0, most - least + 1) }, (_, more): Tally => {
      const counts = nobody.counts.map((_count, index) => (index === at ? least + more : 0));
      return { counts, total: least + more };
    });
    return of(...some);
  });
  return within(
    ranges.reduce((a, b) => sums(a, b, count), of(nobody)),
    rack,
  );
}

/** All sums of one of each that do not exceed the count. */
function sums(a: Tallies, b: Tallies, count: number): Tallies {
  if (a.size === 1 && [...a.values()][0]?.total === 0) return b;
  const found = new Map<string, Tally>();
  for (const one of a.values())
    for (const other of b.values()) {
      const total = one.total + other.total;
      if (total > count) continue;
      const counts = one.counts.map((number, at) => number + (other.counts[at] ?? 0));
      found.set(counts.join(), { counts, total });
    }
  return found;
}

function within(tallies: Tallies, { least, most }: Bounds): Tallies {
  return new Map([...tallies].filter(([, { total }]) => total >= least && total <= most));
}

function of(...tallies: readonly Tally[]): Tallies {
  return new Map(tallies.map((tally) => [tally.counts.join(), tally]));
}
