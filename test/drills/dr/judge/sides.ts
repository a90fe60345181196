import { acknowledged, type Write } from '../clients/log';

/** Addresses under which the holders of one side take writes. */
export type Side = readonly string[];

/** When each side took writes of one holder, in milliseconds of the monotonic clock. */
export interface Turns {
  /** Answer of the last write that the old side took; undefined where it took none. */
  readonly lastOld: number | undefined;
  /** Begin of the first write that the new side took. */
  readonly firstNew: number | undefined;
  /** Writes that one side took while the other one did, too. */
  readonly both: readonly Write[];
}

/**
 * When each side took writes. A write is taken somewhere between its begin and its answer: so the old side must have
 * answered its last one before the new side's first one was sent.
 */
export function turnsOf(writes: readonly Write[], old: Side, next: Side): Turns {
  const taken = writes.filter(acknowledged);
  const byOld = taken.filter(({ address }) => old.includes(address));
  const byNext = taken.filter(({ address }) => next.includes(address));
  const lastOld = extreme(
    byOld.map(({ answered }) => answered),
    Math.max,
  );
  const firstNew = extreme(
    byNext.map(({ sent }) => sent),
    Math.min,
  );
  const both =
    lastOld === undefined || firstNew === undefined || lastOld < firstNew
      ? []
      : [...byOld.filter(({ answered }) => answered >= firstNew), ...byNext.filter(({ sent }) => sent <= lastOld)];
  return { lastOld, firstNew, both };
}

function extreme(numbers: readonly number[], of: (...numbers: readonly number[]) => number): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((a, b) => of(a, b));
}
