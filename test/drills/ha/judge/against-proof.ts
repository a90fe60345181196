import { isWorse } from '../../../../lib/proof/verdict/verdict';
import { comparisons } from './comparison';
import type { Round } from './round';
import { seconds } from './seconds';
import { summaries } from './summary';
import { sameWords, sayVerdict, sayWords } from './verdict';

/** Where a kill was worse than the proof says, from any site: in how much is there, or in how long it took. */
export function worseThanProved({ views }: Round): readonly string[] {
  return views.flatMap(({ from, expected, measured }) => {
    // Whoever must notice nothing, or waits for a repair, has no time predicted.
    const { within = 0 } = expected;
    const waited = measured.within ?? 0;
    return [
      ...(isWorse(measured.availability, expected.availability)
        ? [`from ${from} ${sayVerdict(measured)}, predicted ${sayVerdict(expected)}`]
        : []),
      ...(within > 0 && waited >= within
        ? [`from ${from} a client waited ${seconds(waited)}, want less than the predicted ${seconds(within)}`]
        : []),
    ];
  });
}

/** Failures for which the worst that was measured are other words than the proof's, once all their turns were played. */
export function otherWords(rounds: readonly Round[], finished: readonly string[]): readonly string[] {
  return comparisons(rounds, finished)
    .filter(({ isComplete, predicted, measured }) => isComplete && !sameWords(predicted, measured))
    .map(({ world, failure, from, predicted, measured }) => {
      const where = `${world}, ${failure}, from ${from}`;
      return `${where}: at worst ${sayWords(measured)}, want the predicted ${sayWords(predicted)}`;
    });
}

/** Kinds of faults for which the proof predicts a time far from what is measured: true, and of little use. */
export function tooCautious(rounds: readonly Round[]): readonly string[] {
  return summaries(rounds).flatMap(({ title, predicted, median, ceiling }) => {
    if (predicted === undefined || median === undefined || ceiling === undefined || predicted < ceiling) return [];
    const want = `3 × the median of ${seconds(median)} + 5 s = ${seconds(ceiling)}`;
    return [`${title}: ${seconds(predicted)} are predicted, want less than ${want}`];
  });
}
