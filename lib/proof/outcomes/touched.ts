import type { Judgement } from '../judge/judge';
import type { ThingVerdict } from '../proof';
import { DATA, isWorse, type Verdict, isServing } from '../verdict/verdict';

/** Verdicts on things to which something happens, in their order. */
export function touched(judgement: Judgement): readonly ThingVerdict[] {
  return [...judgement.values()].filter(isTouched);
}

function isTouched({ availability, data, within }: Verdict): boolean {
  return availability !== 'available' || data !== 'safe' || within !== 0;
}

/** Whether a verdict is worse in a word than all of some others: more is gone, or more is lost. */
export function isWorseThan(verdict: Verdict, others: readonly (Verdict | undefined)[]): boolean {
  return others.every(
    (other) =>
      other === undefined ||
      isWorse(verdict.availability, other.availability) ||
      DATA.indexOf(verdict.data) > DATA.indexOf(other.data),
  );
}

/** Whether a thing serves no more as it should, or its data is not safe. */
export function isSerious({ availability, data }: Verdict): boolean {
  return !isServing(availability) || data !== 'safe';
}
