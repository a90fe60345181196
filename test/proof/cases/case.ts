import type { Fact, Landscape } from 'tripod-iac';
import type { Availability, Data, Loss } from 'tripod-iac/proof';

/** A verdict as verdicts are said. Times in milliseconds; a time that is not given here must be unknown to the proof, too. */
export interface Want {
  readonly availability: Availability;
  readonly data: Data;
  readonly loss?: number;
  readonly recovery: 'auto' | 'human';
  readonly within?: number;
}

/** A case that was worked out by hand. */
export interface Case {
  readonly name: string;
  readonly landscape: Landscape;
  readonly facts: readonly Fact[];
  readonly failure: Loss;
  readonly thing: string;
  readonly want: Want;
  /** Where the verdict comes from: a document, code, what was measured, or the rules J1 to J6 of docs/proof.md. */
  readonly source: string;
}

/** Nothing of it is hit. */
export const UNTOUCHED: Want = { availability: 'available', data: 'safe', recovery: 'auto', within: 0 };

/** Back by itself in that many milliseconds. */
export function auto(availability: Availability, data: Data, within: number): Want {
  return { availability, data, recovery: 'auto', within };
}

/** Nothing recovers until a person acts, or what failed returns. */
export function human(availability: Availability, data: Data, more: Pick<Want, 'loss' | 'within'> = {}): Want {
  return { availability, data, recovery: 'human', ...more };
}
