import { countOf, type Crowd, sitesOf, standing } from '../../world';
import { type Election, type Poll, votes } from './poll';

/** A majority of all that were configured, whoever is left: etcd, Ceph monitors, KRaft. */
export function pollStatic(poll: Poll): Election {
  const held = poll.course.blows.flatMap((_, step) => leadersAfter(poll, step).map(({ heard }) => heard));
  return { ...elected(poll), held };
}

function elected(poll: Poll): Omit<Election, 'held'> {
  const { course, world, votesOf, without } = poll;
  const all = votes(world, votesOf);
  const quorum = majority(all);
  const parts = partsAfter(poll, course.last);
  const leaders = leadersAfter(poll, course.last);
  const told = (number: number) => `${number} of ${all} votes are left together, ${quorum} are needed`;
  if (leaders.length === 0) {
    return { availability: without, because: told(Math.max(0, ...parts.map(({ heard }) => votes(heard, votesOf)))) };
  }
  const fewest = Math.min(...leaders.map(({ heard }) => votes(heard, votesOf)));
  return {
    availability: leaders.some(({ heard }) => countOf(heard) < countOf(world)) ? 'degraded' : 'available',
    because: told(fewest),
    ...(course.isCut() ? { serves: leaders.map(({ heard }) => sitesOf(heard)) } : {}),
  };
}

interface Part {
  readonly heard: readonly Crowd[];
}

/** Whom a leader in each site would hear after a blow. */
function partsAfter({ course, world, votesOf, leads }: Poll, step: number): readonly Part[] {
  const alive = standing(world, step);
  const able = alive.filter((crowd) => leads(crowd.kind) && votesOf(crowd) > 0);
  return sitesOf(able).map((site) => ({ heard: alive.filter((crowd) => course.reaches(site, crowd.site, step)) }));
}

function leadersAfter(poll: Poll, step: number): readonly Part[] {
  const quorum = majority(votes(poll.world, poll.votesOf));
  return partsAfter(poll, step).filter(({ heard }) => votes(heard, poll.votesOf) >= quorum);
}

function majority(votes: number): number {
  return Math.floor(votes / 2) + 1;
}
