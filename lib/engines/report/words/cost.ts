import type { Verdict } from '../../../proof';
import { time } from './time';
import { recoveryOf, rpo } from './verdict';

/** What a failure costs, in a phrase: `no data lost, back by itself within 15 s`. */
export function costText(verdict: Verdict): string {
  return `${dataText(verdict)}, ${returnText(verdict)}`;
}

/** @param what the data, where it must be said that it was acknowledged */
export function dataText(verdict: Verdict, what = 'data'): string {
  if (verdict.data === 'safe') return `no ${what} lost`;
  if (verdict.data === 'at risk') return `no ${what} lost, some at risk`;
  return rpo(verdict) === 'all' ? `all ${what} lost` : `up to ${rpo(verdict)} of ${what} lost`;
}

export function returnText(verdict: Verdict): string {
  const { within } = verdict;
  switch (recoveryOf(verdict)) {
    case 'nobody':
      return 'nobody brings it back';
    case 'by plan':
      return `back within ${time(within ?? 0)} by plan`;
    case 'by itself':
      return within === 0 || within === undefined ? 'service goes on' : `back by itself within ${time(within)}`;
  }
}
