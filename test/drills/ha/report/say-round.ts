import { failedRequests, type Round, worstGap } from '../judge/round';
import { seconds } from '../judge/seconds';

/** One line for who waits. */
export function sayRound(round: Round): string {
  const gap = worstGap(round);
  const back = Math.max(0, ...round.recoveries.map(({ took }) => took));
  return [
    `${round.fault}: ${round.target}`,
    round.error ?? (gap === undefined ? 'stopped as it must' : `gap ${seconds(gap)}`),
    `${failedRequests(round)} failed`,
    `${round.lost.length} lost`,
    `back in ${seconds(back)}`,
    `${seconds(round.took)} in all`,
  ].join(', ');
}
