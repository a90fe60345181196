import type { Breach } from '../proof';

/**
 * Breaches as they are told: what a narrower failure breaks in the same way is told there, with everything that it breaks
 * besides.
 */
export function shortest(breaches: readonly Breach[]): readonly Breach[] {
  const told: Breach[] = [];
  for (const breach of breaches) {
    const at = told.findIndex((narrower) => tellsAsMuch(narrower, breach));
    const narrower = told[at];
    if (narrower === undefined) told.push(breach);
    else told[at] = { ...narrower, alsoBreaks: [...new Set([...narrower.alsoBreaks, ...breach.alsoBreaks])] };
  }
  return told;
}

/** Whether a failure of another class breaks the same promise of the same thing in the same way. */
function tellsAsMuch(narrower: Breach, breach: Breach): boolean {
  const same = narrower.thing === breach.thing && narrower.promise === breach.promise && narrower.got === breach.got;
  return same && narrower.objective !== breach.objective;
}
