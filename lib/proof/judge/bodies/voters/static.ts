import { countOf, sitesOf } from '../../world';
import { type Election, type Poll, votes } from './poll';

/** A majority of all that were configured, whoever is left: etcd, Ceph monitors, KRaft. */
export function pollStatic({ course, world, votesOf, leads, without }: Poll): Election {
  const all = votes(world, votesOf);
  const quorum = Math.floor(all / 2) + 1;
  const alive = world.filter(({ fate }) => fate.step === Infinity);
  const heardFrom = (site: string) => alive.filter((crowd) => course.reaches(site, crowd.site));
  const able = alive.filter((crowd) => leads(crowd.kind) && votesOf(crowd) > 0);
  const parts = sitesOf(able).map((site) => ({
    site,
    heard: votes(heardFrom(site), votesOf),
    members: countOf(heardFrom(site)),
  }));
  const leaders = parts.filter(({ heard }) => heard >= quorum);
  const told = (number: number) => `${number} of ${all} votes are left together, ${quorum} are needed`;
  if (leaders.length === 0) {
    return { availability: without, because: told(Math.max(0, ...parts.map(({ heard }) => heard))) };
  }
  const fewest = Math.min(...leaders.map(({ heard }) => heard));
  return {
    availability: leaders.some(({ members }) => members < countOf(world)) ? 'degraded' : 'available',
    because: told(fewest),
    ...(course.isCut() ? { serves: leaders.map(({ site }) => sitesOf(heardFrom(site))) } : {}),
  };
}
