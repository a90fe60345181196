import type { Crowd } from '../../world';
import type { Terms } from './terms';

/** One item of data on its way through a failure. */
export interface Item {
  /** Crowds of copies that have every acknowledged write. */
  readonly current: readonly Crowd[];
  readonly terms: Terms;
  /** Copies between which a write could choose while it was acknowledged, with the terms of that time. */
  readonly written: readonly { readonly among: readonly Crowd[]; readonly terms: Terms }[];
  /** Copies that are alive and in touch with the primary. */
  readonly heard: readonly Crowd[];
  /** Whether the last blow left one that has everything. */
  readonly knows: boolean;
}
