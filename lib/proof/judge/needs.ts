import { hostsOf } from '../model/hosts';
import { factsOf, type Thing } from '../model/model';
import { type Availability, isWorse } from '../verdict/verdict';
import type { Course } from './course';
import type { Jury, Outcome } from './jury';
import { meeting, type Serving } from './serving';

/** Something that a thing needs, after the failure. */
export interface Need {
  readonly thing: Thing;
  readonly outcome: Outcome;
  /** Of what is needed, as the thing finds it. */
  readonly availability: Availability;
  readonly because: string;
  /** Whether it serves those that need it. */
  readonly holds: boolean;
  /** Whether the data of the thing lies in it. */
  readonly keepsData: boolean;
  /** Sites in which the thing serves, of those that it could. */
  readonly meets: (sites: Serving | undefined, course: Course) => Serving | undefined;
}

/** What a thing needs at all times. What it needs only to start does not stop what runs. */
export function needsAfter(thing: Thing, jury: Jury): readonly Need[] {
  const { course } = jury;
  return factsOf(thing, 'dependency')
    .filter((fact) => fact.for !== 'starting')
    .flatMap((fact) => {
      const needed = course.model.thing.get(fact.on);
      if (needed === undefined) return [];
      const outcome = jury.outcomeOf(needed);
      const seats = outcome.serves === undefined ? [] : seatsOf(thing, course);
      const availability = foundFrom(seats, outcome, course);
      return [
        {
          thing: needed,
          outcome,
          availability,
          because: isWorse(availability, outcome.verdict.availability)
            ? `cannot reach ${needed.name}`
            : `needs ${needed.name}: ${outcome.because}`,
          holds: availability === 'available' || availability === 'degraded',
          keepsData: fact.for === 'data',
          meets: (sites: Serving | undefined) =>
            outcome.serves === undefined ? sites : meeting(sites ?? [seats], outcome.serves, course),
        },
      ];
    });
}

/** Sites in which parts of a thing are left. */
function seatsOf(thing: Thing, course: Course): readonly string[] {
  const sites = [...hostsOf(thing)]
    .filter((host) => course.fateOfPlace(host).step === Infinity)
    .map((host) => course.model.host.get(host)?.site ?? host);
  return [...new Set(sites)];
}

/** What is needed may serve in some sites only: who cannot reach one of them finds nothing. */
function foundFrom(seats: readonly string[], { verdict, serves }: Outcome, course: Course): Availability {
  if (serves === undefined || seats.length === 0) return verdict.availability;
  const reached = meeting([seats], serves, course).map((sites): Availability => {
    if (sites.length === 0) return 'down';
    return sites.length < seats.length && !isWorse(verdict.availability, 'degraded')
      ? 'degraded'
      : verdict.availability;
  });
  return reached.reduce((a, b) => (isWorse(b, a) ? b : a), verdict.availability);
}
