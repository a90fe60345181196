import { acknowledged, type Write } from '../clients/log';
import type { Side } from './sides';

/** What a fail-over took away, and what it brought back. */
export interface Loss {
  /** Acknowledged by the old side, and not there any more. */
  readonly lost: readonly Write[];
  /** Deleted with an acknowledgement by the old side, and there again. */
  readonly returned: readonly Write[];
  /** There, and written by nobody: never allowed. */
  readonly unknown: readonly string[];
}

/**
 * Compares what the old side promised its clients with what is there.
 * @param writes of both sides; by what the new side took, nothing is lost
 * @param stored names of all objects or rows of the clients
 */
export function lossOf(writes: readonly Write[], old: Side, stored: ReadonlySet<string>): Loss {
  const promised = writes.filter((write) => acknowledged(write) && old.includes(write.address));
  // Whether a delete without an answer took place nobody knows: its object may be there or not.
  const deleted = new Set(writes.filter(({ act }) => act === 'delete').map(({ object }) => object));
  const known = new Set(writes.map(({ object }) => object));
  return {
    lost: promised.filter(({ act, object }) => act === 'create' && !deleted.has(object) && !stored.has(object)),
    returned: promised.filter(({ act, object }) => act === 'delete' && stored.has(object)),
    unknown: [...stored].filter((object) => !known.has(object)),
  };
}

/** Seconds before the loss at which the first write was answered that is lost; 0 where none is. */
export function secondsLost(lost: readonly Write[], lostAt: number): number {
  const first = lost.reduce((least, { answered }) => Math.min(least, answered), lostAt);
  return (lostAt - first) / 1000;
}

/** Those that lie outside of the time between the copy that was taken over and the loss, in which alone they may. */
export function outside(writes: readonly Write[], copiedAt: number, lostAt: number): readonly Write[] {
  return writes.filter(({ sent, answered }) => answered < copiedAt || sent > lostAt);
}
