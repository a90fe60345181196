import type { Copies } from '../../../../core';
import { domainOf } from '../../../placement/ground';
import type { Course } from '../../course';
import type { Serving } from '../../serving';
import { type Crowd, sitesOf, standing, type World } from '../../world';
import type { Item } from './item';
import { fallenTerms, lostDomain, meets, type Terms } from './terms';

/**
 * What a blow can make of an item: one way for each site from which its primary may serve then.
 * @param servingAfter sites between which the primary may be moved after a blow, for each way in which those that move it
 * have sorted themselves out; undefined where nobody moves it
 */
export function strike(
  fact: Copies,
  course: Course,
  world: World,
  item: Item,
  step: number,
  servingAfter: (step: number) => Serving | undefined,
): readonly Item[] {
  const terms = lostDomain(fact, course, step) ? fallenTerms(fact) : item.terms;
  const alive = standing(world, step);
  if (!course.isCut(step)) return [next(item, alive, terms)];
  const ways = seatsOf(fact, course, alive, servingAfter(step), step).flatMap(({ seat, sites }) => {
    const hears = (site: string) => sites.includes(site) && course.reaches(seat, site, step);
    const heard = alive.filter(({ site }) => hears(site));
    // Of two sides that lose sight of each other one is given up, as if it were lost; which one, nobody knows.
    if (isAlone(fact, course, hears, terms, step)) return [next(withoutOthers(item, heard), heard, fallenTerms(fact))];
    return [next(item, heard, terms)].filter(({ knows }) => knows);
  });
  return ways.length > 0 ? ways : [next(item, [], terms)];
}

/** Whether a side sees hosts in too few domains for its terms, and may go on without the others. */
function isAlone(
  { groups, spans, fallback }: Copies,
  course: Course,
  hears: (site: string) => boolean,
  terms: Terms,
  step: number,
): boolean {
  if (fallback === undefined || spans === undefined) return false;
  const seen = groups
    .flatMap(({ hosts }) => hosts)
    .filter((host) => course.fateOf(host).step > step && hears(course.model.host.get(host)?.site ?? ''))
    .map((host) => domainOf(course.model, host, spans.domain));
  return new Set(seen).size < terms.spans;
}

function withoutOthers(item: Item, heard: readonly Crowd[]): Item {
  return { ...item, current: item.current.filter((crowd) => heard.includes(crowd)) };
}

/** Sites from which the primary may serve: those with a copy, and with fall-back those that could have one. */
function seatsOf(fact: Copies, course: Course, alive: readonly Crowd[], serving: Serving | undefined, step: number) {
  const carriers = fact.groups
    .flatMap(({ hosts }) => hosts)
    .filter((host) => course.fateOf(host).step > step)
    .flatMap((host) => course.model.host.get(host)?.site ?? []);
  const own = fact.fallback === undefined ? sitesOf(alive) : [...new Set(carriers)];
  return (serving ?? [own]).flatMap((sites) =>
    sites.filter((site) => own.includes(site)).map((seat) => ({ seat, sites })),
  );
}

function next(item: Item, heard: readonly Crowd[], terms: Item['terms']): Item {
  const knows = heard.some((crowd) => item.current.includes(crowd));
  const writes = knows && meets(heard, terms);
  return {
    heard,
    terms,
    knows,
    current: writes ? heard : item.current,
    written: writes ? [...item.written, { among: heard, terms }] : item.written,
  };
}
