import { type Crowd, sitesOf } from '../../world';
import { cliques } from './cliques';
import { type Election, type Poll, votes, worstElection } from './poll';

/**
 * More than half of the votes of the last group that had a majority, blow by blow (MariaDB documentation, "Galera
 * Cluster: Weighted Quorum"; measured with MariaDB 10.11: five fall to three, to two, and then no further).
 */
export function pollFollowing(poll: Poll): Election {
  return next(poll, poll.world, 0, []);
}

function next(poll: Poll, group: readonly Crowd[], step: number, held: Election['held']): Election {
  const { course, world, votesOf, holds, without } = poll;
  // Who says goodbye is counted no more.
  const before = votes(
    group.filter(({ fate }) => !(fate.goodbye === true && fate.step === step)),
    votesOf,
  );
  if (step > course.last) {
    return {
      availability: group.length === world.length ? 'available' : 'degraded',
      because: `${before} of ${votes(world, votesOf)} votes go on as one group`,
      held,
      ...(course.isCut() ? { serves: [sitesOf(group)] } : {}),
    };
  }
  const alive = group.filter(({ fate }) => fate.step > step);
  const parts = cliques(course, alive, step);
  const primary = parts.filter((part) => 2 * votes(part, votesOf) > before && part.some(({ kind }) => holds(kind)));
  if (primary.length === 0) {
    const most = Math.max(0, ...parts.map((part) => votes(part, votesOf)));
    const because = `${most} of the ${before} votes of the last group are left together, more than half is needed`;
    return { availability: without, because, held };
  }
  return worstElection(primary.map((part) => next(poll, part, step + 1, [...held, part])));
}

/**
 * Whether a group that a chain of crashes can leave holds data only where it was lost: what it acknowledged is gone.
 * @param counts members by kind @param lost members by kind whose disks are gone
 */
export function reachesInto(
  counts: readonly number[],
  weights: readonly number[],
  holds: (kind: number) => boolean,
  lost: readonly number[],
): boolean {
  const seen = new Set<string>();
  const inside = (group: readonly number[]) =>
    group.some((count, kind) => holds(kind) && count > 0) &&
    group.every((count, kind) => !holds(kind) || count <= (lost[kind] ?? 0));
  const visit = (group: readonly number[]): boolean => {
    const key = group.join();
    if (seen.has(key)) return false;
    seen.add(key);
    return inside(group) || smaller(group, weights).some(visit);
  };
  return visit(counts);
}

/** Groups that keep more than half of the weight of this one. */
function smaller(group: readonly number[], weights: readonly number[]): readonly (readonly number[])[] {
  const weigh = (counts: readonly number[]) =>
    counts.reduce((sum, count, kind) => sum + count * (weights[kind] ?? 0), 0);
  const all = group.reduce<readonly (readonly number[])[]>(
    (parts, count) => parts.flatMap((part) => Array.from({ length: count + 1 }, (_, number) => [...part, number])),
    [[]],
  );
  return all.filter((part) => 2 * weigh(part) > weigh(group));
}
