import { acknowledged, type Write } from '../clients/log';
import type { Side } from './sides';

/** Milliseconds from a moment until a client's first write that a side took. */
export function servedAfter(writes: readonly Write[], side: Side, since: number): number | undefined {
  const first = writes.find((write) => acknowledged(write) && side.includes(write.address) && write.answered > since);
  return first === undefined ? undefined : first.answered - since;
}

/** The least of the numbers that so many in a hundred do not exceed; undefined without numbers. */
export function percentile(numbers: readonly number[], hundredths: number): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * hundredths) / 100) - 1)];
}
