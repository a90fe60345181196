import type { Voters } from 'tripod-iac/core';
import type { Data } from 'tripod-iac/proof';
import { playFollowing } from './following';
import { fateOf, type Member, memberships, type Reign, votesOf, works } from './members';
import { served, type Words } from './words';
import { sinceRepair, type Stage, type World } from './world';

/** Members in the course of the blows. */
interface Group {
  /** Those that have every acknowledged write. */
  readonly current: readonly Member[];
  /** Whose votes count. */
  readonly voting: readonly Member[];
  readonly reigns: readonly Reign[];
  readonly words: Pick<Words, 'availability' | 'recovery'>;
}

/** What becomes of a group of voters, for each placement, each leader and each choice that it is free to make. */
export function* playVoters(fact: Voters, stages: readonly Stage[], whole: World): Iterable<Words> {
  for (const members of memberships(fact, whole)) {
    if (fact.membership === 'following') yield* playFollowing(fact, members, stages);
    else yield* playElected(fact, members, stages);
  }
}

function* playElected(fact: Voters, members: readonly Member[], stages: readonly Stage[]): Iterable<Words> {
  const isShrinking = fact.membership === 'shrinking';
  let groups: readonly Group[] = (isShrinking ? odd(members) : [members]).map((voting) => ({
    current: members,
    voting,
    reigns: [reign(members, members, voting, isShrinking)],
    words: served('available'),
  }));
  for (const { after } of stages) groups = groups.flatMap((group) => elected(fact, members, group, after));
  for (const { words } of groups) yield { ...words, data: 'safe' };
  if (fact.stores === false) return;
  for (const data of fates(fact, members, stages)) yield { ...served('available'), data };
}

/** What becomes of the data: after a repair whoever is left has everything, and what was lost before stays lost. */
function* fates(fact: Voters, members: readonly Member[], stages: readonly Stage[]): Iterable<Data> {
  const isShrinking = fact.membership === 'shrinking';
  const [first] = stages;
  if (first === undefined) return;
  const [since, before] = sinceRepair(first.after.landscape, stages);
  for (const part of [since, before]) {
    let groups: readonly Group[] = (isShrinking ? odd(members) : [members]).map((voting) => ({
      current: members,
      voting,
      reigns: [reign(members, members, voting, isShrinking)],
      words: served('available'),
    }));
    for (const { after } of part) groups = groups.flatMap((group) => elected(fact, members, group, after));
    const last = part.at(-1)?.after;
    if (last !== undefined) for (const { reigns } of groups) yield fateOf(members, reigns, last);
  }
}

function elected(fact: Voters, members: readonly Member[], group: Group, world: World): readonly Group[] {
  const isShrinking = fact.membership === 'shrinking';
  const working = members.filter((each) => works(each, world));
  const able = working.filter((each) => each.data && each.votes > 0 && group.current.includes(each));
  const next = [...new Set(able.map(({ host }) => world.siteOf(host)))].flatMap((site) => {
    const heard = working.filter(({ host }) => world.reaches(site, world.siteOf(host)));
    const leaders = able.filter(({ host }) => world.siteOf(host) === site);
    if (!reign(leaders, heard, group.voting, isShrinking).isMajority(heard)) return [];
    const words = served(heard.length < members.length ? 'degraded' : 'available');
    const sets = isShrinking && heard.length >= 3 ? odd(heard) : [group.voting];
    return sets.map((voting) => {
      const reigns = [...group.reigns, reign(leaders, heard, voting, isShrinking)];
      return { current: heard, voting, reigns, words };
    });
  });
  return next.length > 0 ? next : [{ ...group, words: served(fact.without ?? 'down') }];
}

function reign(
  leaders: readonly Member[],
  heard: readonly Member[],
  voting: readonly Member[],
  byHead: boolean,
): Reign {
  const weight = (members: readonly Member[]) => (byHead ? members.length : votesOf(members));
  const isMajority = (members: readonly Member[]) =>
    weight(members.filter((each) => voting.includes(each))) >= Math.floor(weight(voting) / 2) + 1;
  const able = leaders.filter(({ data, votes }) => data && votes > 0);
  return { leaders: able, heard: heard.filter((each) => voting.includes(each)), followers: heard, isMajority };
}

/** All if they are odd; else all but any one. */
function odd(members: readonly Member[]): readonly (readonly Member[])[] {
  if (members.length % 2 === 1) return [members];
  return members.map((_, left) => members.filter((_each, at) => at !== left));
}
