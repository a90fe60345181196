import type { Availability, Verdict } from 'tripod-iac/proof';
import { seconds } from './seconds';

/** `degraded · safe · auto ≤ 5.6 s`, and without a time where nobody waits. */
export function sayVerdict(verdict: Verdict): string {
  const { recovery, within = 0 } = verdict;
  return `${sayWords(verdict)}${recovery === 'auto' && within > 0 ? ` ≤ ${seconds(within)}` : ''}`;
}

/** `degraded · safe · auto` */
export function sayWords({ availability, data, recovery }: Verdict): string {
  return `${availability} · ${data} · ${recovery}`;
}

/**
 * Whether the words are the same. `at risk` and `safe` are: data at risk is not lost from the state in which a drill
 * begins.
 */
export function sameWords(a: Verdict, b: Verdict): boolean {
  const isLost = ({ data }: Verdict) => data === 'lost';
  return a.availability === b.availability && a.recovery === b.recovery && isLost(a) === isLost(b);
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
