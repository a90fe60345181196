import { type Crowd, sitesOf } from '../../world';
import { type Election, type Poll, worstElection } from './poll';

/** The voting set: how many of each crowd are in it, and how many it counts, dead ones too. */
interface VotingSet {
  readonly inside: readonly number[];
  readonly size: number;
}

/** Smallest set to which it shrinks by itself. */
export const LEAST = 3;

/**
 * The voting set is odd, and a majority of it elects. After each blow it becomes as many of the living as make an odd
 * number, those in it first, but not below three (Elasticsearch 8 reference, "Voting configurations";
 * server/…/coordination/Reconfigurator.java). Who is left out of an even number is not known: the worst is judged.
 */
export function pollShrinking(poll: Poll): Election {
  const counts = poll.world.map(({ count }) => count);
  return worstElection(
    odd(
      counts,
      counts.map(() => 0),
    ).map((inside) => next(poll, { inside, size: total(inside) }, 0, [])),
  );
}

function next(poll: Poll, set: VotingSet, step: number, before: Election['held']): Election {
  const { course, world, without, leads } = poll;
  const quorum = Math.floor(set.size / 2) + 1;
  const hears = (site: string) => (crowd: Crowd) => crowd.fate.step > step && course.reaches(site, crowd.site, step);
  const votes = (site: string) => total(world.map((crowd, at) => (hears(site)(crowd) ? (set.inside[at] ?? 0) : 0)));
  const sites = sitesOf(world.filter(({ fate, kind }) => fate.step > step && leads(kind)));
  const leaders = sites.filter((site) => votes(site) >= quorum);
  if (leaders.length === 0) {
    const most = Math.max(0, ...sites.map(votes));
    return {
      availability: without,
      held: before,
      because: `${most} of the ${set.size} in the voting set are left, ${quorum} are needed`,
    };
  }
  return worstElection(
    leaders.map((site) => {
      const held = [...before, world.filter(hears(site))];
      const living = world.map((crowd) => (hears(site)(crowd) ? crowd.count : 0));
      if (step < course.last)
        return worstElection(shrunk(set, living).map((after) => next(poll, after, step + 1, held)));
      const all = total(world.map(({ count }) => count));
      return {
        held,
        availability: total(living) < all ? 'degraded' : 'available',
        because: `${total(living)} of ${all} master nodes are left, ${quorum} of the voting set are needed`,
        ...(course.isCut() ? { serves: [sitesOf(world.filter(hears(site)))] } : {}),
      };
    }),
  );
}

/** Every set that may follow when these are living. */
function shrunk(set: VotingSet, living: readonly number[]): readonly VotingSet[] {
  const least = set.size < LEAST ? 1 : LEAST;
  if (total(living) <= least) return [{ inside: living, size: Math.max(least, total(living)) }];
  const kept = living.map((count, at) => Math.min(count, set.inside[at] ?? 0));
  return odd(living, kept).map((inside) => ({ inside, size: total(inside) }));
}

/** All of `counts`, or all but one where they are even: one that is not `preferred`, if there is such a one. */
function odd(counts: readonly number[], preferred: readonly number[]): readonly (readonly number[])[] {
  if (total(counts) % 2 === 1) return [counts];
  const spare = counts.map((count, at) => count > (preferred[at] ?? 0));
  const candidates = spare.some((is) => is) ? spare : counts.map((count) => count > 0);
  return candidates.flatMap((is, index) => (is ? [counts.map((count, at) => (at === index ? count - 1 : count))] : []));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
