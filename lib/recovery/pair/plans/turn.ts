import type { Environment } from '../../../core';
import type { DataHolder } from '../../plan/holder';
import { holdersOf, type Pair } from '../pair';

/** One change of sides: from whom the epoch is taken, and to whom it is given. */
export interface Turn {
  readonly from: Environment;
  readonly to: Environment;
  /** What holds data on the side that serves before. */
  readonly closing: readonly DataHolder[];
  /** The same data on the side that serves after it. */
  readonly opening: readonly DataHolder[];
}

/** To the other city. */
export function there(pair: Pair): Turn {
  const holders = holdersOf(pair);
  return {
    from: pair.from,
    to: pair.to,
    closing: holders.map(([here]) => here),
    opening: holders.map(([, other]) => other),
  };
}

/** Back again. */
export function back(pair: Pair): Turn {
  const { from, to, closing, opening } = there(pair);
  return { from: to, to: from, closing: opening, opening: closing };
}
