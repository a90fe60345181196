import { FAILURE_KINDS, type Outcome, type Proof, type ThingVerdict, type Verdict } from '../../../proof';
import { causesFirst, isMissed, worstFirst, worstOf } from './severity';

/** A line of the failure table: failures that do the same. */
export interface Row {
  readonly outcome: Outcome;
  /** The thing that fares worst; undefined where nothing is touched. */
  readonly worst: ThingVerdict | undefined;
  /** The worst of each column over all things that somebody is left to miss. */
  readonly figures: Verdict;
}

const KINDS = Object.keys(FAILURE_KINDS);

/** All outcomes, worst first; equally bad ones from the smallest cause to the largest. */
export function rowsOf({ outcomes }: Proof): readonly Row[] {
  return outcomes.map(rowOf).sort((a, b) => worstFirst(a.figures, b.figures) || byKind(a, b));
}

function rowOf(outcome: Outcome): Row {
  const missed = outcome.verdicts.filter(isMissed);
  const [worst] = (missed.length > 0 ? [...missed] : [...outcome.verdicts]).sort(causesFirst);
  return { outcome, worst, figures: worstOf(missed) };
}

function byKind(a: Row, b: Row): number {
  return KINDS.indexOf(a.outcome.kind) - KINDS.indexOf(b.outcome.kind);
}
