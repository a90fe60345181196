/** How much of a thing is there, from best to worst. */
export const AVAILABILITIES = ['available', 'degraded', 'read-only', 'down'] as const;

/**
 * Judged after all automatic reactions, on the worst part of the data, and before any person acts. `available`: reads and
 * acknowledged writes, all voters and copies there; `degraded`: the same with fewer; `read-only`: current reads, writes
 * refused or blocked; `down`: neither.
 */
export type Availability = (typeof AVAILABILITIES)[number];

/**
 * What becomes of acknowledged data. `safe`: no permitted state loses any; `at risk`: nothing is lost from the start
 * state, but the settings permit a state from which this failure loses acknowledged writes; `lost`: lost from the start.
 */
export const DATA = ['safe', 'at risk', 'lost'] as const;
export type Data = (typeof DATA)[number];

/** What a failure does to one thing. */
export interface Verdict {
  readonly availability: Availability;
  readonly data: Data;
  /** Milliseconds of acknowledged writes that are lost at most; undefined where all of them are. Only with `lost`. */
  readonly loss?: number;
  /** `auto`: service is back by itself; `human`: nothing recovers until somebody acts, or what failed returns. */
  readonly recovery: 'auto' | 'human';
  /** Milliseconds until service is back: the sum of timers, or of a plan's steps; undefined where no plan exists. */
  readonly within?: number;
}

/** Nothing happened to it. */
export const UNTOUCHED: Verdict = { availability: 'available', data: 'safe', recovery: 'auto', within: 0 };

/** Whether reads and acknowledged writes go on. */
export function isServing(availability: Availability | undefined): boolean {
  return availability === 'available' || availability === 'degraded';
}

/** Whether `a` is a worse thing to find than `b`. */
export function isWorse(a: Availability, b: Availability): boolean {
  return AVAILABILITIES.indexOf(a) > AVAILABILITIES.indexOf(b);
}

/** The worse of each: availability, data, loss, recovery, time. */
export function worse(a: Verdict, b: Verdict): Verdict {
  const data = DATA.indexOf(a.data) >= DATA.indexOf(b.data) ? a.data : b.data;
  const recovery = a.recovery === 'human' ? a.recovery : b.recovery;
  const times = [a, b].filter((each) => each.recovery === recovery).map(({ within }) => within ?? Infinity);
  const losses = [a, b].filter((each) => each.data === 'lost').map(({ loss }) => loss ?? Infinity);
  return {
    availability: isWorse(b.availability, a.availability) ? b.availability : a.availability,
    data,
    ...(data === 'lost' ? finite('loss', Math.max(...losses)) : {}),
    recovery,
    ...finite('within', Math.max(...times)),
  };
}

function finite<K extends 'loss' | 'within'>(key: K, value: number): { readonly [key in K]?: number } {
  return Number.isFinite(value) ? ({ [key]: value } as { readonly [key in K]: number }) : {};
}
