import type { Course } from '../../course';
import { type Crowd, sitesOf } from '../../world';

/** The largest groups of members that all hear one another after a blow; one of everybody where nothing is cut. */
export function cliques(course: Course, crowds: readonly Crowd[], step: number): readonly (readonly Crowd[])[] {
  if (!course.isCut(step)) return [crowds];
  const sites = sitesOf(crowds);
  const found = grow(sites, (a, b) => course.reaches(a, b, step));
  return found.map((clique) => crowds.filter(({ site }) => clique.includes(site)));
}

/** Maximal cliques: each site joins those that it fits into, and stands with its neighbours where it fits into none whole. */
function grow(sites: readonly string[], hears: (a: string, b: string) => boolean): readonly (readonly string[])[] {
  const all = sites.reduce<readonly (readonly string[])[]>((groups, site) => {
    const joined = groups.map((group) => [...group.filter((other) => hears(site, other)), site]);
    return [...groups, ...joined, [site]];
  }, []);
  return all.filter((group, index) => !all.some((other, at) => at !== index && contains(other, group, at < index)));
}

/** Of equal groups only the first stays. */
function contains(other: readonly string[], group: readonly string[], isEarlier: boolean): boolean {
  if (!group.every((site) => other.includes(site))) return false;
  return other.length > group.length || isEarlier;
}
