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
  const copies = factsOf(thing, 'async-copy')
    .filter(({ to }) => isLeft(to, course) && !isBehind(thing, to, course))
    .map(({ to, interval, transfer }) => ({ to, age: interval.toMilliseconds() + transfer.toMilliseconds() }));
  return copies.length === 0 ? undefined : copies.reduce((a, b) => (b.age < a.age ? b : a));
}

/** Whether a link was cut before the last blow, over which copies would have gone on: how old the last one is, nobody knows. */
function isBehind(thing: Thing, to: string, course: Course): boolean {
  const { model } = course;
  const place = model.host.get(to)?.site ?? siteOfOutside(model, to) ?? to;
  const sources = sitesOf(model, thing);
  return course.blows
    .slice(0, -1)
    .some((_, step) => sources.length > 0 && sources.every((site) => !course.reaches(site, place, step)));
}

/** Whether a host, a site or something outside is still there, with what it stores. */
function isLeft(place: string, course: Course): boolean {
  const { model } = course;
  const site = siteOfOutside(model, place) ?? place;
  return isPlace(model, site) ? !course.fateOfPlace(site).lost : true;
}
