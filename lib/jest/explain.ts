import { keepsData, sayData, sayService, type ThingVerdict } from '../proof';
import type { Allowed } from './allowed';

/** Whether a verdict costs more than is allowed. */
export function costsMore(verdict: ThingVerdict, allowed: Allowed): boolean {
  return verdict.moot !== true && (!keepsData(verdict, allowed.rpo.toMilliseconds()) || staysAway(verdict, allowed));
}

function staysAway({ availability, recovery, within }: ThingVerdict, { rto }: Allowed): boolean {
  if (rto !== undefined) return within === undefined || within > rto.toMilliseconds({ integral: false });
  return recovery === 'human' || availability === 'read-only' || availability === 'down';
}

/** What is allowed, in a phrase: `no loss of data, back within 5 minutes`. */
export function allowance({ rpo, rto }: Allowed): string {
  const most = rpo.toMilliseconds({ integral: false });
  const loss = most === 0 ? 'no loss of data' : `at most ${rpo.toHumanString()} of data lost`;
  return `${loss}, ${rto === undefined ? 'and service goes on by itself' : `back within ${rto.toHumanString()}`}`;
}

/** A verdict in a phrase: `down, and nothing brings it back; data: up to 15 min are lost`. */
export function cost(verdict: ThingVerdict): string {
  return `${sayService(verdict)}; data: ${sayData(verdict)}`;
}
