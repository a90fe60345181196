import { etcdTiming, startupDelay, takeover } from 'tripod-iac';
import { CHECK } from '../../../../lib/hosts/health';
import { TIMEOUT } from '../writer/client';
import type { FaultKind } from './fault-kind';

/** Something that takes its time after a failure. */
export interface Timer {
  readonly name: string;
  /** Milliseconds, at most. */
  readonly limit: number;
}

/** Checks of an API server that does not answer fail after their time-out, and each begins an interval after the last. */
const UNANSWERED = CHECK.fall * (CHECK.interval + CHECK.timeout) * 1000;

/** One that refuses connections fails a check at once. */
const REFUSED = CHECK.fall * CHECK.interval * 1000;

/** haproxy waits a second before it tries a refused connection again (its manual, `retries`). */
const RETRY = 1000;

/** Timers that run one after the other until a client that hit the failure is served again; together the prediction. */
export function timers(kind: FaultKind, mastersOfSite: number, rtt: number): readonly Timer[] {
  const { detection, switchover } = takeover(mastersOfSite);
  const vip = { name: 'VIP takeover', limit: detection.toMilliseconds() + switchover.toMilliseconds() };
  // raft draws each member's patience between one and two election time-outs.
  const election = { name: 'election', limit: 2 * etcdTiming(rtt).election };
  const unanswered = { name: 'load balancer takes out what does not answer', limit: UNANSWERED };
  const client = { name: 'client time-out', limit: TIMEOUT };
  switch (kind) {
    case 'host':
    case 'replacement':
      return [longest(vip, election, unanswered), client];
    // Clients of another site keep their VIP and their load balancers.
    case 'site':
      return [election, client];
    case 'link':
      return [longest(election, unanswered), { name: 'load balancer takes it in again', limit: REFUSED }, client];
    case 'api-server':
      return [
        { name: 'load balancer takes out what refuses', limit: REFUSED },
        { name: 'retry of a refused connection', limit: RETRY },
      ];
    case 'haproxy':
    case 'keepalived':
      return [vip];
    case 'restart':
      return [];
    case 'majority':
    case 'cold-start':
      return [];
  }
}

/** Milliseconds of all timers of a kind; undefined where nothing recovers by itself. */
export function prediction(kind: FaultKind, mastersOfSite: number, rtt: number): number | undefined {
  const found = timers(kind, mastersOfSite, rtt);
  return found.length === 0 ? undefined : found.reduce((sum, { limit }) => sum + limit, 0);
}

/** Milliseconds that a master may take to be back, without what etcd waits for peers that do not answer at its start. */
const RETURN = 20_000;

export function allowedReturn(deadPeers: number, rtt: number): number {
  return RETURN + startupDelay(deadPeers, etcdTiming(rtt)).toMilliseconds();
}

/** What runs side by side ends with the slowest. */
function longest(...timers: readonly Timer[]): Timer {
  return timers.reduce((a, b) => (b.limit > a.limit ? b : a));
}
