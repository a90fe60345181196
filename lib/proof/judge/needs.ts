import type { Dependency } from '../../core';
import { hostsOf } from '../model/hosts';
import { factsOf, type Thing } from '../model/model';
import { type Availability, isWorse, isServing } from '../verdict/verdict';
import type { Course } from './course';
import type { Finding } from './finding';
import type { Asks, Outcome } from './asks';
import { meeting, type Serving } from './serving';

/** Something that a thing needs, after the failure. */
export interface Need {
  readonly thing: Thing;
  readonly outcome: Outcome;
  /** Whether the data of the thing lies in it. */
  readonly keepsData: boolean;
}

/** The same, as the thing finds it. */
export interface Found extends Need {
  readonly availability: Availability;
  readonly because: string;
  /** Whether it serves. */
  readonly holds: boolean;
}

/** What a thing needs at all times. What it needs only to start, or to react, does not stop what runs. */
export function needsAfter(thing: Thing, jury: Asks): readonly Need[] {
  return [...needsOf(thing, 'serving', jury), ...needsOf(thing, 'data', jury)];
}

/** What it needs for one purpose. */
export function needsOf(thing: Thing, purpose: Dependency['for'], jury: Asks): readonly Need[] {
  return factsOf(thing, 'dependency')
    .filter((fact) => (fact.for ?? 'serving') === purpose)
    .flatMap((fact) => {
      const needed = jury.course.model.thing.get(fact.on);
      if (needed === undefined) return [];
      return [{ thing: needed, outcome: jury.outcomeOf(needed), keepsData: fact.for === 'data' }];
    });
}

/**
 * What is needed may serve in some sites only: parts that cannot reach one of them find nothing. A thing that chooses
 * where it serves goes where it finds what it needs; one that stands where it stands does not.
 */
export function find(need: Need, thing: Thing, own: Finding, course: Course): Found {
  const { outcome } = need;
  const availability = reached(thing, own, outcome, course).reduce((a, b) => (isWorse(b, a) ? b : a));
  const cut = isWorse(availability, outcome.verdict.availability);
  return {
    ...need,
    availability,
    because: cut ? `cannot reach ${need.thing.name}` : `needs ${need.thing.name}: ${outcome.because}`,
    holds: isServing(availability),
  };
}

function reached(thing: Thing, own: Finding, { verdict, serves }: Outcome, course: Course): readonly Availability[] {
  const found = verdict.availability;
  if (serves === undefined) return [found];
  if (own.serves !== undefined) {
    const choices = own.serves;
    return serves.map((way) => (meeting(choices, [way], course).some((sites) => sites.length > 0) ? found : 'down'));
  }
  const stands = own.stands ?? [seatsOf(thing, course)];
  const ways = stands.flatMap((seats) =>
    seats.length === 0 ? [] : meeting([seats], serves, course).map((sites) => partly(sites, seats, found)),
  );
  return [found, ...ways];
}

function partly(sites: readonly string[], seats: readonly string[], found: Availability): Availability {
  if (sites.length === 0) return 'down';
  return sites.length < seats.length && !isWorse(found, 'degraded') ? 'degraded' : found;
}

/** Where a thing serves once it needs something that serves in some sites only. */
export function servesWith(
  serves: Serving | undefined,
  { outcome }: Need,
  thing: Thing,
  own: Finding,
  course: Course,
): Serving | undefined {
  if (outcome.serves === undefined) return serves;
  const met = meeting(serves ?? own.stands ?? [seatsOf(thing, course)], outcome.serves, course);
  return own.serves === undefined ? met : met.filter((sites) => sites.length > 0);
}

/** Sites in which parts of a thing are left. */
function seatsOf(thing: Thing, course: Course): readonly string[] {
  const sites = [...hostsOf(thing)]
    .filter((host) => course.fateOfPlace(host).step === Infinity)
    .map((host) => course.model.host.get(host)?.site ?? host);
  return [...new Set(sites)];
}
