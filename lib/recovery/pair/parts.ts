import { MariaDb } from '../mariadb/mariadb';
import type { DataHolder } from '../plan/holder';

/** A component that holds data, and knows how it changes hands: a `MariaDb`. */
export interface HoldsData {
  readonly holder: DataHolder;
}

/** What holds the same data on both sides: first that of the side that serves. */
export type DataPair = readonly [HoldsData, HoldsData];

/** `instanceof` alone would make a chart of it for the compiler. */
export function isMariaDb(value: unknown): value is MariaDb {
  return value instanceof MariaDb;
}
