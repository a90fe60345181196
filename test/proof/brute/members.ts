import type { Voters } from 'tripod-iac/core';
import type { Data } from 'tripod-iac/proof';
import { layouts } from './placements';
import type { World } from './world';

/** One voter at its place. */
export interface Member {
  readonly host: string;
  readonly votes: number;
  readonly data: boolean;
  readonly disk?: string;
}

export function* memberships(fact: Voters, whole: World): Iterable<readonly Member[]> {
  for (const layout of layouts(whole, fact.groups))
    yield layout.flatMap((spots, index) => {
      const { votes = 1, data = true, disk } = fact.groups[index] ?? {};
      return spots.map((host) => ({ host, votes, data, disk }));
    });
}

/** A member needs its host, and the place of its disk. */
export function works({ host, disk }: Member, world: World): boolean {
  if (!world.up(host)) return false;
  if (disk === undefined) return true;
  const site = world.isSite(disk) ? disk : world.siteOf(disk);
  const standing = world.isSite(disk) ? world.hostsOf(disk).some((each) => world.up(each)) : world.up(disk);
  return standing && world.reaches(world.siteOf(host), site);
}

export function isDiskGone({ host, disk = host }: Member, world: World): boolean {
  return world.isSite(disk) ? world.hostsOf(disk).every((each) => world.lost.has(each)) : world.lost.has(disk);
}

export function votesOf(members: readonly Member[]): number {
  return members.reduce((sum, { votes }) => sum + votes, 0);
}

/** What a leader stands for: who hears it, and how many of whom must have a write. */
export interface Reign {
  readonly leaders: readonly Member[];
  readonly heard: readonly Member[];
  /** Those, and who has no vote now. */
  readonly followers: readonly Member[];
  readonly isMajority: (members: readonly Member[]) => boolean;
}

/** A write needs a majority with its leader; it is gone if those of them that store are. Arbitrators say yes to all. */
export function fateOf(all: readonly Member[], reigns: readonly Reign[], world: World): Data {
  const stores = all.filter(({ data }) => data);
  if (stores.length > 0 && stores.every((each) => isDiskGone(each, world))) return 'lost';
  // Writes went on between the blows, on those that heard each other then.
  const isOrphaned = reigns.some(({ followers }) => {
    const storing = followers.filter(({ data }) => data);
    return storing.length > 0 && storing.every((each) => isDiskGone(each, world));
  });
  if (isOrphaned) return 'lost';
  const isRisky = reigns.some(({ leaders, heard, isMajority }) => {
    if (!leaders.some((each) => isDiskGone(each, world))) return false;
    return isMajority(heard.filter((each) => !each.data || isDiskGone(each, world)));
  });
  return isRisky ? 'at risk' : 'safe';
}
