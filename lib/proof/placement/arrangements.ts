import type { SpreadDomain, SpreadRule } from '../../core';
import { type Bounds, type Limits, limitsOf } from './bounds';
import type { Cell } from './cells';

/** How many members meet each fate, in one placement that the rules allow. */
export type Arrangement = ReadonlyMap<string, number>;

/**
 * Every way in which members can be divided over fates and places without breaking a rule; empty where no placement keeps
 * them. Hosts of a rack with one fate are alike, so that racks, then sites, then the whole are summed up, each within its
 * bounds. Sums are numbers to the base count + 1, one digit for each fate.
 */
export function arrangements(
  cells: readonly Cell[],
  count: number,
  rules: readonly SpreadRule[],
): readonly Arrangement[] {
  const fates = [...new Set(cells.flatMap(({ hosts }) => [...hosts.keys()]))].sort();
  const bounds = limitsOf(rules, count, domainsOf(cells));
  const sums = new Set(bounds.flatMap((limits) => [...whole(cells, fates, count, limits)]));
  return [...sums].map((sum) => new Map(fates.map((fate, at) => [fate, digit(sum, at, count)])));
}

function domainsOf(cells: readonly Cell[]): Readonly<Record<SpreadDomain, number>> {
  return {
    site: new Set(cells.map(({ site }) => site)).size,
    rack: cells.length,
    host: cells.reduce((sum, { hosts }) => sum + total(hosts.values()), 0),
  };
}

function whole(cells: readonly Cell[], fates: readonly string[], count: number, limits: Limits): ReadonlySet<number> {
  const sites = [...new Set(cells.map(({ site }) => site))];
  const sums = sites.map((site) => {
    const racks = cells.filter((cell) => cell.site === site).map((cell) => inRack(cell, fates, count, limits));
    return within(together(racks, count), limits.site, count);
  });
  return within(together(sums, count), { least: count, most: count }, count);
}

/** The members of one rack: hosts of a fate carry any number between their bounds. */
function inRack({ hosts }: Cell, fates: readonly string[], count: number, { host, rack }: Limits): ReadonlySet<number> {
  const ranges = fates.map((fate, at) => {
    const number = hosts.get(fate) ?? 0;
    const least = number * host.least;
    const most = number === 0 ? 0 : Math.min(count, number * host.most);
    const unit = (count + 1) ** at;
    return new Set(Array.from({ length: Math.max(0, most - least + 1) }, (_, more) => (least + more) * unit));
  });
  return within(together(ranges, count), rack, count);
}

/** All sums of one of each set that do not exceed the count. */
function together(sets: readonly ReadonlySet<number>[], count: number): ReadonlySet<number> {
  return sets.reduce<ReadonlySet<number>>(
    (sums, set) => {
      const next = new Set<number>();
      for (const a of sums) for (const b of set) if (size(a, count) + size(b, count) <= count) next.add(a + b);
      return next;
    },
    new Set([0]),
  );
}

function within(sums: ReadonlySet<number>, { least, most }: Bounds, count: number): ReadonlySet<number> {
  if (least === 0 && most >= count) return sums;
  return new Set([...sums].filter((sum) => size(sum, count) >= least && size(sum, count) <= most));
}

/** Sum of the digits: members in all. */
function size(sum: number, count: number): number {
  let members = 0;
  for (let rest = sum; rest > 0; rest = Math.floor(rest / (count + 1))) members += rest % (count + 1);
  return members;
}

function digit(sum: number, at: number, count: number): number {
  return Math.floor(sum / (count + 1) ** at) % (count + 1);
}

function total(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
