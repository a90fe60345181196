import { sitesOf } from '../model/hosts';
import { isPlace, siteOfOutside } from '../model/places';
import { factsOf, type Thing } from '../model/model';
import type { Course } from './course';

/** The youngest copy of a thing that is left when the thing itself is lost. */
export interface LeftCopy {
  readonly to: string;
  /** Milliseconds of writes that it lacks at most: the time between two copies, and until the last one has arrived. */
  readonly age: number;
}

export function leftCopy(thing: Thing, course: Course): LeftCopy | undefined {
  const copies = copiesOf(thing, course, 0, new Set());
  return copies.length === 0 ? undefined : copies.reduce((a, b) => (b.age < a.age ? b : a));
}

/** Copies that are left, and copies of those that are not: each is behind the one before it. */
function copiesOf(thing: Thing, course: Course, age: number, seen: ReadonlySet<Thing>): readonly LeftCopy[] {
  if (seen.has(thing)) return [];
  return factsOf(thing, 'async-copy').flatMap(({ to, interval, transfer }) => {
    if (isBehind(thing, to, course)) return [];
    const own = age + interval.toMilliseconds() + transfer.toMilliseconds();
    if (isLeft(to, course)) return [{ to, age: own }];
    const next = course.model.thing.get(to);
    return next === undefined ? [] : copiesOf(next, course, own, new Set([...seen, thing]));
  });
}

/**
 * Whether before the last blow copies could not go on: a link was cut on their way, or their target was away. How old the
 * last one is, nobody knows then.
 */
function isBehind(thing: Thing, to: string, course: Course): boolean {
  const { model } = course;
  const place = model.host.get(to)?.site ?? siteOfOutside(model, to) ?? to;
  const target = model.host.has(to) ? to : place;
  const sources = sourcesOf(thing, course).filter((site) => site !== place);
  return course.blows.slice(0, -1).some((_, step) => {
    if (isPlace(model, target) && course.fateOfPlace(target).step <= step) return true;
    return sources.length > 0 && sources.every((site) => !course.reaches(site, place, step));
  });
}

/** Sites from which a thing is copied: where its data lies; of an active one and its passive ones, where the active one is. */
function sourcesOf(thing: Thing, course: Course): readonly string[] {
  const { model } = course;
  const [pair] = factsOf(thing, 'active-passive');
  if (pair !== undefined) return pair.hosts.slice(0, 1).flatMap((host) => model.host.get(host)?.site ?? []);
  const stores = factsOf(thing, 'dependency').filter((fact) => fact.for === 'data');
  const below = stores.flatMap(({ on }) => model.thing.get(on) ?? []).flatMap((store) => sitesOf(model, store));
  return below.length > 0 ? below : sitesOf(model, thing);
}

/** Whether a host, a site or something outside is still there, with what it stores. */
function isLeft(place: string, course: Course): boolean {
  const { model } = course;
  const site = siteOfOutside(model, place) ?? place;
  return isPlace(model, site) ? !course.fateOfPlace(site).lost : true;
}
