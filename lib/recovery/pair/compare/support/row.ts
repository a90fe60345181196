import type { Problems } from '../../../../errors';

/** What two sides have to be like. */
export type Must = 'equal' | 'different' | 'not older' | 'there too' | 'enough' | 'free';

/** One thing in which two environments are compared. */
export interface Row {
  /** Where it is seen, as an error names it: `kubernetes`, `namespace/ledger`. */
  readonly at: string;
  readonly here: string;
  readonly there: string;
  readonly must: Must;
  /** Whether it is as it must be. What is free always is. */
  readonly ok: boolean;
  /** What the reader should do where it is not. */
  readonly fix: string;
}

/** Values that must be the same on both sides. */
export function equal(at: string, here: string, there: string, fix: string): Row {
  return { at, here, there, must: 'equal', ok: here === there, fix };
}

/** Values that may not be the same. */
export function different(at: string, here: string, there: string, fix: string): Row {
  return { at, here, there, must: 'different', ok: here !== there, fix };
}

/** What may differ, and is told. */
export function free(at: string, here: string, there: string): Row {
  return { at, here, there, must: 'free', ok: true, fix: '' };
}

/** What this side has by name, each of which the other one must have alike. */
export function alike(
  at: string,
  here: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, string>,
  fix: (name: string) => string,
): readonly Row[] {
  return [...here].map(([name, value]) => {
    const other = there.get(name);
    return {
      at: `${at}/${name}`,
      here: value,
      there: other ?? 'not there',
      must: 'there too' as const,
      ok: other === value,
      fix: fix(name),
    };
  });
}

/** Reports every row that is not as it must be. @param names of the two environments */
export function report(
  rows: readonly Row[],
  names: { readonly here: string; readonly there: string },
  problems: Problems,
): void {
  for (const { at, here, there, must, fix } of rows.filter(({ ok }) => !ok))
    problems.add({ at, got: `${there} in ${names.there}`, want: `${WANT[must]} ${here} in ${names.here}`, fix });
}

const WANT: Readonly<Record<Must, string>> = {
  equal: 'the same as',
  different: 'another than',
  'not older': 'not older than',
  'there too': 'the same as',
  enough: 'enough for',
  free: 'anything beside',
};
