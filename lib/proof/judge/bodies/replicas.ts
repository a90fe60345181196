import type { Placement, Replicas } from '../../../core';
import { room } from '../../placement/room';
import type { Course } from '../course';
import { type Finding, worstOf } from '../finding';
import { atFirst, movedBefore } from './regroup';
import { countOf, sitesOf, standing, worldsOf } from '../world';

/** Servers whose placements are told apart by site. */
const FEW = 6;

/** What a failure does to equal servers: those that can move start again where their rules let them. */
export function judgeReplicas(fact: Replicas, course: Course): Finding {
  const { groups, minimum = 1, moves, maxUnavailable, volume = false } = fact;
  // A disruption budget of none keeps them where they are: the drain waits.
  const move = moves !== undefined && maxUnavailable !== 0;
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const placed = move && !isHeld(fact, groups, course) ? movedBefore(groups, course, course.last) : atFirst(groups);
  const later = groups.reduce((sum, group) => sum + placedAgain(fact, group, course), 0);
  // Where pods that cannot move stand matters where links are cut; of hundreds it is sure to be everywhere.
  const placedBySite = course.isCut() && !(move && !volume) && all <= FEW;
  const torn = all > 1 && isTorn(course, groups);
  return worstOf(
    worldsOf(course, placed, { move, bySite: placedBySite }).map((world) => {
      const left = countOf(standing(world, course.last));
      const drained = countOf(world.filter(({ fate }) => fate.drained === true));
      // A budget lets a drain stop the next one only when the one before serves again.
      const allowed = Math.max(0, (maxUnavailable ?? Infinity) - (all - left - drained));
      const kept = left + drained - Math.min(drained, allowed);
      const serving = Math.max(kept, Math.min(all, later));
      const held = moves !== undefined && serving < all && isHeld(fact, groups, course);
      const because = [
        `${serving} of ${all} serve`,
        ...(minimum > 1 ? [`${minimum} are needed`] : []),
        ...(held ? ['nobody makes sure that the host is off, so its volume cannot go elsewhere'] : []),
      ].join(', ');
      const restarts = kept < minimum && serving >= minimum;
      const availability = serving < minimum ? 'down' : serving < all || torn ? 'degraded' : 'available';
      return {
        availability,
        data: 'safe',
        because: restarts ? `${because}, after a start elsewhere: all of them may stand on what fails` : because,
        ...(restarts ? { restarts } : {}),
        ...(serving > kept ? { unstarted: unstarted(kept, all, minimum) } : {}),
        // Pods that can start elsewhere leave the side that nobody reaches.
        ...(course.isCut()
          ? { stands: placedBySite ? [sitesOf(standing(world, course.last))] : [sitesLeft(course, groups)] }
          : {}),
      } as const;
    }),
  );
}

function unstarted(kept: number, all: number, minimum: number): NonNullable<Finding['unstarted']> {
  return { availability: kept < minimum ? 'down' : 'degraded', because: `${kept} of ${all} serve` };
}

/** How many of a group run once those of hosts that are away have started elsewhere. */
function placedAgain(fact: Replicas, group: Placement, course: Course): number {
  if (fact.moves === undefined || isHeld(fact, [group], course)) return 0;
  return room(course.model, group, new Set(course.touched.filter((host) => course.fateOfPods(host).step < Infinity)));
}

/** Whether volumes on hosts that are away keep their pods from starting elsewhere. */
function isHeld({ volume = false, fencing }: Replicas, groups: readonly Placement[], course: Course): boolean {
  if (!volume || fencing !== undefined) return false;
  const gone = course.touched.filter((host) => {
    const { step, drained } = course.fateOfPods(host);
    return step < Infinity && drained !== true;
  });
  return groups.some(({ hosts }) => gone.some((host) => hosts.includes(host)));
}

/** Whether some of those that are left may stand where they cannot reach each other. */
function isTorn(course: Course, groups: readonly Placement[]): boolean {
  if (!course.isCut()) return false;
  const sites = sitesLeft(course, groups);
  return sites.some((a) => sites.some((b) => !course.reaches(a, b)));
}

function sitesLeft(course: Course, groups: readonly Placement[]): readonly string[] {
  const left = groups.flatMap(({ hosts }) => hosts).filter((host) => course.fateOf(host).step === Infinity);
  return [...new Set(left.flatMap((host) => course.model.host.get(host)?.site ?? []))];
}
