import type { Voters } from 'tripod-iac/core';
import type { Data } from 'tripod-iac/proof';
import { isDiskGone, type Member, votesOf, works } from './members';
import { served, type Words } from './words';
import { sinceRepair, type Stage, type World } from './world';

type Component = readonly Member[];

/** A group that re-forms after each blow and goes on where more than half of the last one's weight is. */
export function* playFollowing(fact: Voters, members: Component, stages: readonly Stage[]): Iterable<Words> {
  let primaries: readonly (Component | undefined)[] = [members];
  for (const { after } of stages)
    primaries = primaries.flatMap((primary) => {
      if (primary === undefined) return [undefined];
      const going = reformed(primary, after).filter((part) => {
        return votesOf(part) > votesOf(primary) / 2 && part.some(({ data }) => data);
      });
      return going.length > 0 ? going : [undefined];
    });
  for (const primary of primaries) {
    if (primary === undefined) yield { ...served(fact.without ?? 'down'), data: 'safe' };
    else yield { ...served(primary.length < members.length ? 'degraded' : 'available'), data: 'safe' };
  }
  const [first] = stages;
  if (fact.stores === false || first === undefined) return;
  for (const part of sinceRepair(first.after.landscape, stages)) {
    const world = part.at(-1)?.after;
    if (world !== undefined) yield { ...served('available'), data: fateOf(members, world) };
    yield* orphans(members, part);
  }
}

/** Writes went on between the blows, on those that were the primary part then. */
function* orphans(members: Component, stages: readonly Stage[]): Iterable<Words> {
  const last = stages.at(-1)?.after;
  let primaries: readonly Component[] = [members];
  for (const { after } of stages) {
    primaries = primaries.flatMap((primary) =>
      reformed(primary, after).filter((part) => votesOf(part) > votesOf(primary) / 2 && part.some(({ data }) => data)),
    );
    for (const primary of primaries) {
      const storing = primary.filter(({ data }) => data);
      if (last !== undefined && storing.every((each) => isDiskGone(each, last)))
        yield { ...served('available'), data: 'lost' };
    }
  }
}

/** Groups in which all hear one another, and which nobody outside could join: any of them may come to be. */
function reformed(members: Component, world: World): readonly Component[] {
  const living = members.filter((each) => works(each, world));
  const sites = [...new Set(living.map(({ host }) => world.siteOf(host)))];
  return cliques(sites, world).map((clique) => living.filter(({ host }) => clique.includes(world.siteOf(host))));
}

function cliques(sites: readonly string[], world: World): readonly (readonly string[])[] {
  const all = subsets(sites).filter((some) => some.every((a) => some.every((b) => world.reaches(a, b))));
  return all.filter(
    (some) => some.length > 0 && !all.some((other) => isInside(some, other) && other.length > some.length),
  );
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.reduce<readonly (readonly T[])[]>(
    (found, each) => [...found, ...found.map((some) => [...some, each])],
    [[]],
  );
}

function isInside<T>(some: readonly T[], other: readonly T[]): boolean {
  return some.every((each) => other.includes(each));
}

/** All that store in the primary part have a write: it is gone if a part that crashes can leave primary is. */
function fateOf(members: Component, world: World): Data {
  const isGone = members.map((each) => isDiskGone(each, world));
  const stores = members.map(({ data }) => data);
  if (stores.includes(true) && stores.every((stored, at) => !stored || isGone[at])) return 'lost';
  const seen = new Set<number>();
  const whole = (1 << members.length) - 1;
  const has = (part: number, at: number) => (part >> at) % 2 === 1;
  const weight = (part: number) => votesOf(members.filter((_, at) => has(part, at)));
  const risky = (part: number): boolean => {
    if (seen.has(part)) return false;
    seen.add(part);
    const holders = members.map((_, at) => at).filter((at) => stores[at] === true && has(part, at));
    if (holders.length > 0 && holders.every((at) => isGone[at])) return true;
    for (let less = (part - 1) & part; less > 0; less = (less - 1) & part)
      if (2 * weight(less) > weight(part) && risky(less)) return true;
    return false;
  };
  return risky(whole) ? 'at risk' : 'safe';
}
