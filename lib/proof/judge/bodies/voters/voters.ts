import type { VoterGroup, Voters } from '../../../../core';
import { isServing, type Data } from '../../../verdict/verdict';
import type { Course } from '../../course';
import { type Finding, worstOf } from '../../finding';
import { atFirst } from '../regroup';
import { countOf, lostOf, type World, worldsOf } from '../../world';
import { pollFollowing, reachesInto } from './following';
import type { Election, Poll } from './poll';
import { LEAST, pollShrinking } from './shrinking';
import { pollStatic } from './static';

const POLLS = { static: pollStatic, shrinking: pollShrinking, following: pollFollowing } as const;

/** What a failure does to members that decide by majority. */
export function judgeVoters(fact: Voters, course: Course): Finding {
  const { groups, membership = 'static', without = 'down', stores = true } = fact;
  const kinds = [...new Set(groups.map(kindOf))];
  const weights = kinds.map((kind) => Number(kind.split(' ')[0]));
  const holds = (kind: number) => kinds[kind]?.split(' ')[1] === 'data';
  const leads = (kind: number) => kinds[kind]?.endsWith('leads') === true;
  const worlds = worldsOf(course, atFirst(groups), {
    kindOf: (index) => kinds.indexOf(kindOf(groups[index] ?? { count: 0, hosts: [] })),
    diskOf: (index) => groups[index]?.disk,
  });
  const parted = sayParted(groups, course);
  const repaired = stores ? course.repairedBefore : 0;
  const earlier = repaired === 0 ? undefined : judgeVoters(fact, course.until(repaired));
  // Without a majority nobody had anything made again.
  const since = isServing(earlier?.availability) ? repaired : 0;
  const found = worstOf(
    worlds.map((world) => {
      const poll: Poll = {
        course,
        world,
        votesOf: ({ kind, count }) => (weights[kind] ?? 0) * count,
        holds,
        leads,
        without,
      };
      const { held, ...election } = POLLS[membership](poll);
      const kept = stores ? dataOf(poll, weights, membership, held, since) : ({ data: 'safe' } as const);
      return { ...election, because: `${election.because}${parted}`, ...kept };
    }),
  );
  // What was lost before the repair stays lost.
  return earlier === undefined
    ? found
    : worstOf([found, { ...found, data: earlier.data, dataBecause: earlier.dataBecause }]);
}

/** Of a voter whose own host is there, and whose disk is not. */
function sayParted(groups: readonly VoterGroup[], course: Course): string {
  const disks = groups.flatMap(({ hosts, disk }) => {
    if (disk === undefined || course.fateOfPlace(disk).step === Infinity) return [];
    return hosts.some((host) => course.fateOf(host).step === Infinity) ? [disk] : [];
  });
  return [...new Set(disks)].map((disk) => `, and the disk of a voter elsewhere lies in ${disk}`).join('');
}

/** Members of equal votes, which hold data or not, and may lead or not: who holds none leads nobody. */
function kindOf({ votes = 1, data = true, leads = true }: VoterGroup): string {
  return `${votes} ${data ? 'data' : 'none'} ${data && leads ? 'leads' : 'follows'}`;
}

function dataOf(
  { course, world, holds }: Poll,
  weights: readonly number[],
  membership: Voters['membership'],
  held: Election['held'],
  since: number,
): { readonly data: Data; readonly dataBecause?: string } {
  const byKind = (crowds: World) => weights.map((_, kind) => countOf(crowds.filter((crowd) => crowd.kind === kind)));
  // Whoever is left has everything again after a repair.
  const [all, lost] = [byKind(world), byKind(lostOf(world, since))];
  const holders = (counts: readonly number[]) => sum(counts.filter((_, kind) => holds(kind)));
  if (holders(lost) === 0) return { data: 'safe' };
  if (holders(lost) === holders(all)) {
    return { data: 'lost', dataBecause: `all ${holders(all)} members with data are lost` };
  }
  const gone = holders(lost) === 1 ? 'the one that is' : `the ${holders(lost)} that are`;
  const orphaned = held.some((crowds) => {
    const storing = crowds.filter(({ kind }) => holds(kind));
    return storing.length > 0 && storing.every(({ fate }) => fate.lost && fate.step <= course.last);
  });
  if (orphaned) return { data: 'lost', dataBecause: 'what was acknowledged between the blows stood on what is lost' };
  const dataBecause = `a write may be acknowledged by no others than ${gone} lost`;
  if (membership === 'following') {
    return reachesInto(all, weights, holds, lost) ? { data: 'at risk', dataBecause } : { data: 'safe' };
  }
  // A set that shrinks asks each for one vote, and may have shrunk before.
  const weigh = (kind: number) => (membership === 'shrinking' ? 1 : (weights[kind] ?? 0));
  const votes = (counts: readonly number[]) => sum(counts.map((count, kind) => count * weigh(kind)));
  const acknowledging = votes(lost.map((count, kind) => (holds(kind) ? count : (all[kind] ?? 0))));
  const voting = membership === 'shrinking' ? Math.min(LEAST, odd(sum(all))) : votes(all);
  return 2 * acknowledging > voting ? { data: 'at risk', dataBecause } : { data: 'safe' };
}

/** The largest odd number up to this one. */
function odd(number: number): number {
  return number % 2 === 1 ? number : number - 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
