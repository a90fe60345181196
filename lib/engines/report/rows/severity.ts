import { AVAILABILITIES, DATA, type ThingVerdict, type Verdict, isSerious } from '../../../proof';
import { recoveryOf, RECOVERIES } from '../words/verdict';

/**
 * How bad a verdict is, the weightiest first: data that is lost cannot be mended, what nobody brings back stays away, and
 * only then counts how much is missing and for how long.
 */
function weights(verdict: Verdict): readonly number[] {
  const { availability, data, loss = Infinity, within = Infinity } = verdict;
  const recovery = recoveryOf(verdict);
  return [
    data === 'lost' ? 1 : 0,
    isSerious(verdict) && recovery === 'nobody' ? 1 : 0,
    AVAILABILITIES.indexOf(availability),
    DATA.indexOf(data),
    RECOVERIES.indexOf(recovery),
    data === 'lost' ? loss : 0,
    within,
  ];
}

/** Compares so that the worse one comes first. */
export function worstFirst(a: Verdict, b: Verdict): number {
  const theirs = weights(b);
  for (const [index, mine] of weights(a).entries()) {
    const other = theirs[index] ?? 0;
    if (mine !== other) return mine > other ? -1 : 1;
  }
  return 0;
}

/** Whether somebody is there to miss the thing. */
export function isMissed({ moot }: ThingVerdict): boolean {
  return moot !== true;
}

/** Worst first; of equal ones the cause before what only suffers from it. */
export function causesFirst(a: ThingVerdict, b: ThingVerdict): number {
  return worstFirst(a, b) || Number(a.root !== undefined) - Number(b.root !== undefined);
}

/** Worst first, and last what nobody is left to miss; equally bad ones as they came. */
export function inOrder(verdicts: readonly ThingVerdict[]): readonly ThingVerdict[] {
  return [...verdicts].sort((a, b) => Number(isMissed(b)) - Number(isMissed(a)) || causesFirst(a, b));
}

/** The worst of each word and time, as one failure's figures over all that it touches. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  const availability =
    AVAILABILITIES[Math.max(0, ...verdicts.map((each) => AVAILABILITIES.indexOf(each.availability)))];
  const data = DATA[Math.max(0, ...verdicts.map((each) => DATA.indexOf(each.data)))];
  const losses = verdicts.filter((each) => each.data === 'lost').map(({ loss }) => loss ?? Infinity);
  const slowest = [...verdicts].sort(byRecovery)[0];
  const loss = Math.max(0, ...losses);
  return {
    availability: availability ?? 'available',
    data: data ?? 'safe',
    ...(losses.length > 0 && Number.isFinite(loss) ? { loss } : {}),
    recovery: slowest?.recovery ?? 'auto',
    within: slowest === undefined ? 0 : slowest.within,
  };
}

function byRecovery(a: Verdict, b: Verdict): number {
  const rank = RECOVERIES.indexOf(recoveryOf(b)) - RECOVERIES.indexOf(recoveryOf(a));
  return rank !== 0 ? rank : (b.within ?? 0) - (a.within ?? 0);
}
