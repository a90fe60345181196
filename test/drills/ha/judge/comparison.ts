import type { Verdict } from 'tripod-iac/proof';
import { worse } from '../../../../lib/proof/verdict/verdict';
import type { Round, View } from './round';

/** A failure as the proof names it, seen from one site: what is predicted, and the worst that was measured. */
export interface Comparison {
  readonly world: string;
  readonly failure: string;
  readonly from: string;
  readonly times: number;
  readonly predicted: Verdict;
  /** The worst of each word over all its rounds: the proof judges the worst place of a leader, a round has it in one. */
  readonly measured: Verdict;
  /** Whether all turns were played of every fault that brought it about: before, the worst may be to come. */
  readonly isComplete: boolean;
}

/** By failure and site, in the order in which they came. @param finished names of the faults whose turns were all played */
export function comparisons(rounds: readonly Round[], finished: readonly string[]): readonly Comparison[] {
  const found = new Map<string, { readonly round: Round; readonly view: View }[]>();
  for (const round of rounds)
    for (const view of round.failure === undefined ? [] : round.views) {
      const key = [round.world, round.failure, view.from].join('\n');
      found.set(key, [...(found.get(key) ?? []), { round, view }]);
    }
  return [...found.values()].flatMap((own) => {
    const [first] = own;
    if (first?.round.failure === undefined) return [];
    return [
      {
        world: first.round.world,
        failure: first.round.failure,
        from: first.view.from,
        times: own.length,
        predicted: first.view.expected,
        measured: own.map(({ view }) => view.measured).reduce(worse),
        isComplete: own.every(({ round }) => finished.includes(round.fault)),
      },
    ];
  });
}
