import type { Action } from '../action';

/** Name of the script of a step: `03-open-ledger.sh`. As many digits as the last one needs, so that they are listed in order. */
export function scriptName(index: number, count: number, { id }: Pick<Action, 'id'>): string {
  return `${String(index + 1).padStart(Math.max(2, String(count).length), '0')}-${id}.sh`;
}
