import { seconds } from './seconds';

/** How much of a service is there, from best to worst. */
export const AVAILABILITIES = ['available', 'degraded', 'read-only', 'down'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** A verdict on a failure as seen from a site: after all automatic reactions, before any human act. */
export interface Verdict {
  readonly availability: Availability;
  /** `safe`: nothing acknowledged is lost. */
  readonly data: 'safe' | 'lost';
  /** `human`: nothing recovers until what failed returns, or somebody acts. */
  readonly recovery: 'auto' | 'human';
  /** Milliseconds until service is back by itself: the sum of the named timers, or what was measured. */
  readonly within?: number;
}

export interface Voter {
  readonly name: string;
  readonly site: string;
}

/** What failed, as far as majorities care. */
export interface Failure {
  readonly voters: readonly Voter[];
  /** Hosts without power. @default none */
  readonly lost?: readonly string[];
  /** Whether the lost hosts took their disks with them. @default false: a power cut */
  readonly disks?: boolean;
  /** Pairs of sites that reach each other no more; a third site still reaches both. @default none */
  readonly cuts?: readonly (readonly [string, string])[];
  /** Site of etcd's leader when links were cut. @default the worst place that can lead */
  readonly leader?: string;
}

/**
 * What a client in `from` must find, by majority arithmetic: a leader needs to reach ⌊n/2⌋ + 1 of all voters by direct
 * links, and the client one API server whose member hears that leader, through a load balancer on a host of its own site.
 */
export function expected(failure: Failure, from: string): Verdict {
  const { voters, lost = [], disks = false } = failure;
  const quorum = Math.floor(voters.length / 2) + 1;
  const alive = voters.filter(({ name }) => !lost.includes(name));
  const candidates = [...new Set(alive.map(({ site }) => site))].filter(
    (site) => heard(failure, alive, site) >= quorum,
  );
  const leaders = failure.leader !== undefined && candidates.includes(failure.leader) ? [failure.leader] : candidates;
  const seen = leaders.map((leader) => seenFrom(failure, alive, leader, from));
  const availability = leaders.length === 0 ? 'down' : worst(seen);
  return {
    availability,
    // A write is acknowledged once a majority has it: it survives while fewer disks than that are gone.
    data: disks && lost.length >= quorum ? 'lost' : 'safe',
    recovery: availability === 'down' ? 'human' : 'auto',
  };
}

/** Whether `a` is a worse thing to find than `b`. */
export function isWorse(a: Availability, b: Availability): boolean {
  return AVAILABILITIES.indexOf(a) > AVAILABILITIES.indexOf(b);
}

/** `degraded · safe · auto ≤ 5.6 s` */
export function sayVerdict({ availability, data, recovery, within }: Verdict): string {
  const time = recovery === 'auto' && within !== undefined ? ` ≤ ${seconds(within)}` : '';
  return `${availability} · ${data} · ${recovery}${time}`;
}

/** What a site finds once everything has reacted. */
export interface Observation {
  readonly writes: boolean;
  readonly reads: boolean;
  /** Members that follow a leader, and all that should. */
  readonly following: number;
  readonly voters: number;
}

export function observedAvailability({ writes, reads, following, voters }: Observation): Availability {
  if (writes) return following >= voters ? 'available' : 'degraded';
  return reads ? 'read-only' : 'down';
}

function seenFrom(failure: Failure, alive: readonly Voter[], leader: string, from: string): Availability {
  const balanced = alive.some(({ site }) => site === from);
  const served = alive.some(({ site }) => reaches(failure, from, site) && reaches(failure, site, leader));
  if (!balanced || !served) return 'down';
  return heard(failure, alive, leader) === failure.voters.length ? 'available' : 'degraded';
}

/** Voters that a leader in `site` hears. */
function heard(failure: Failure, alive: readonly Voter[], site: string): number {
  return alive.filter((voter) => reaches(failure, site, voter.site)).length;
}

function reaches({ cuts = [] }: Failure, a: string, b: string): boolean {
  return !cuts.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
}

function worst(found: readonly Availability[]): Availability {
  return found.reduce((a, b) => (isWorse(b, a) ? b : a));
}
