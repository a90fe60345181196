import type { Duration } from 'cdk8s';
import type { Action } from './action';
import type { Fence } from './fence';

/**
 * What holds data on one side of a pair, and may be written on one side only. It starts closed, also after a restart, and
 * is open only while its side has the current epoch.
 */
export interface DataHolder {
  /** As the proof knows it: `mariadb-ledger`. */
  readonly name: string;
  /** Environment whose side it is. */
  readonly side: string;
  /** Loss that is accepted with its side. */
  readonly rpo: Duration;
  /**
   * Longest time after the last word of the witness until it takes no write, by itself: its lease and the time that closing
   * takes. @default - it does not close by itself
   */
  readonly closesWithin?: Duration;
  /** Reads only: fails unless it is a whole copy that follows the other side; leaves its lag to the record. */
  look(): readonly Action[];
  /** Closes it by command, and asks whether it is. */
  close(): readonly Action[];
  /** Takes over: nobody calls it without a fence of the other side. */
  open(fence: Fence): readonly Action[];
  /**
   * What is left to do here once clients are led here, and would keep them waiting: hosts that join.
   * @default - nothing
   */
  settle?(): readonly Action[];
  /** Keeps what this side alone has, before it is thrown away. */
  rescue(): readonly Action[];
  /** Makes this side a copy of the other one, anew. What is here is lost. */
  rebuild(): readonly Action[];
  /** Lines of bash that record `$EPOCH` here, so that it opens again: the way back of a fence. @default - it records none */
  recordEpoch?(): readonly string[];
  /** What must work once it is open: reads and writes as a user does. */
  verify(): readonly Action[];
}
