import { etcdTiming, takeover } from 'tripod-iac';
import { DRAIN_SECONDS } from '../../../../lib/hosts/load-balancer/haproxy';
import { TIMEOUT } from '../writer/client';
import type { Kind } from './kinds';

/** Something that takes its time after a failure. */
export interface Timer {
  readonly name: string;
  /** Milliseconds, at most. */
  readonly limit: number;
}

/** A master drains for twice as long as the load balancers need to take an API server out that does not answer. */
const UNANSWERED = (DRAIN_SECONDS / 2) * 1000;

/** One that refuses connections fails a check at once, not after the check's time-out of two intervals. */
const REFUSED = UNANSWERED / 2;

/** haproxy waits a second before it tries a refused connection again (its manual, `retries`). */
const RETRY = 1000;

/** Timers that run one after the other until a client that hit the failure is served again; together the prediction. */
export function timers(kind: Kind, mastersOfSite: number, rtt: number): readonly Timer[] {
  const { detection, switchover } = takeover(mastersOfSite);
  const vip = { name: 'VIP takeover', limit: detection.toMilliseconds() + switchover.toMilliseconds() };
  // raft draws each member's patience between one and two election time-outs.
  const election = { name: 'election', limit: 2 * etcdTiming(rtt).election };
  const unanswered = { name: 'load balancer takes out what does not answer', limit: UNANSWERED };
  const client = { name: 'client time-out', limit: TIMEOUT };
  switch (kind) {
    case 'host':
    case 'replacement':
    case 'site':
      return [longest(vip, election, unanswered), client];
    case 'link':
      return [longest(election, unanswered), { name: 'load balancer takes it in again', limit: REFUSED }, client];
    case 'api-server':
      return [
        { name: 'load balancer takes out what refuses', limit: REFUSED },
        { name: 'retry of a refused connection', limit: RETRY },
      ];
    case 'haproxy':
      return [vip];
    case 'restart':
      return [];
    case 'majority':
    case 'cold-start':
      return [];
  }
}

/** Milliseconds that a master may take to be back: 20 s, and for every peer that does not answer at its start 5 s and two elections. */
export function allowedReturn(deadPeers: number, rtt: number): number {
  return 20_000 + deadPeers * (5_000 + 2 * etcdTiming(rtt).election);
}

/** What runs side by side ends with the slowest. */
function longest(...timers: readonly Timer[]): Timer {
  return timers.reduce((a, b) => (b.limit > a.limit ? b : a));
}
