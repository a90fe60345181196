import type { ActivePassive } from 'tripod-iac/core';
import type { Data } from 'tripod-iac/proof';
import { served, worseData, type Words } from './words';
import type { Stage, World } from './world';

/** A stretch of time with one active member, and those that it reached. */
interface Term {
  readonly active: string;
  readonly heard: readonly string[];
}

interface Pair {
  /** Undefined once nobody is. */
  readonly active?: string;
  readonly terms: readonly Term[];
  /** What became of writes by now, whatever happens to the disks. */
  readonly data: Data;
  readonly words: Pick<Words, 'availability' | 'recovery'>;
}

/** What becomes of one active member and its stand-ins, for each that may be active. */
export function* playActivePassive(fact: ActivePassive, stages: readonly Stage[]): Iterable<Words> {
  // The first is active as configured.
  let pairs: readonly Pair[] = fact.hosts.slice(0, 1).map((active) => {
    return { active, terms: [{ active, heard: fact.hosts }], data: 'safe', words: served('available') };
  });
  for (const { after } of stages) pairs = pairs.flatMap((pair) => struck(fact, pair, after));
  const last = stages.at(-1)?.after;
  for (const { terms, data, words } of pairs) {
    yield { ...words, data: last === undefined ? 'safe' : worseData(data, fate(fact, terms, last)) };
  }
}

function struck(fact: ActivePassive, pair: Pair, world: World): readonly Pair[] {
  const next = successors(fact, pair, world).map((active): Pair => {
    const heard = hearing(fact, active, world);
    const data = worseData(
      worseData(pair.data, left(fact, pair, world)),
      isTorn(fact, active, world) ? 'at risk' : 'safe',
    );
    if (!acknowledges(fact, heard)) return { ...pair, active, data, words: served('read-only') };
    const words = served(heard.length < fact.hosts.length ? 'degraded' : 'available');
    return { active, terms: [...pair.terms, { active, heard }], data, words };
  });
  return next.length > 0 ? next : [{ ...pair, active: undefined, words: served('down') }];
}

/** Across a cut both sides may think that the other is gone. */
function successors({ automatic = true, hosts }: ActivePassive, { active }: Pair, world: World): readonly string[] {
  const isAlive = active !== undefined && world.up(active);
  if (!automatic) return isAlive ? [active] : [];
  const up = hosts.filter((each) => world.up(each));
  const isWhole = up.every((a) => up.every((b) => world.reaches(world.siteOf(a), world.siteOf(b))));
  return isAlive && isWhole ? [active] : up;
}

function hearing({ hosts }: ActivePassive, active: string, world: World): readonly string[] {
  return hosts.filter((each) => world.up(each) && world.reaches(world.siteOf(active), world.siteOf(each)));
}

/** A synchronous one does not acknowledge what nobody else has. */
function acknowledges({ stores }: ActivePassive, heard: readonly string[]): boolean {
  return heard.length >= (stores === 'synchronous' ? 2 : 1);
}

/** Whether another, behind a cut, acknowledges writes that this one never sees: one side's cannot stay. */
function isTorn(fact: ActivePassive, active: string, world: World): boolean {
  if (fact.automatic === false || fact.stores === undefined) return false;
  const heard = hearing(fact, active, world);
  return fact.hosts.some((other) => {
    if (!world.up(other) || heard.includes(other)) return false;
    return acknowledges(fact, heard) && acknowledges(fact, hearing(fact, other, world));
  });
}

/** Who takes over from one that is away goes on without what it lacks, even where the other's disk is kept. */
function left(fact: ActivePassive, { active, terms }: Pair, world: World): Data {
  if (active === undefined || world.up(active)) return 'safe';
  return orphaned(fact, terms.slice(-1), (host) => !world.up(host));
}

/** A write is gone with the disks of the active one and of those that had to have it. */
function fate(fact: ActivePassive, terms: readonly Term[], world: World): Data {
  const isGone = (host: string) => world.lost.has(host);
  if (fact.stores !== undefined && fact.hosts.every(isGone)) return 'lost';
  // Writes went on between the blows, on those that heard each other then.
  if (fact.stores !== undefined && terms.some(({ heard }) => heard.every(isGone))) return 'lost';
  return orphaned(fact, terms, isGone);
}

function orphaned({ stores }: ActivePassive, terms: readonly Term[], isGone: (host: string) => boolean): Data {
  const fallen = terms.filter(({ active }) => isGone(active));
  if (fallen.length === 0 || stores === undefined) return 'safe';
  if (stores !== 'synchronous') return stores === 'asynchronous' ? 'lost' : 'at risk';
  const both = fallen.some(({ active, heard }) => heard.some((each) => each !== active && isGone(each)));
  return both ? 'at risk' : 'safe';
}
