import type { Verdict } from 'tripod-iac/proof';
import type { ClientResult, Round } from '../ha/judge/round';
import type { Request } from '../ha/writer/log';

/** Writes of one client, each answered well at its time. */
export function writesAt(...times: readonly number[]): Request[] {
  return times.map((time) => write(time));
}

export function write(answered: number, changes: Partial<Request> = {}): Request {
  const object = `drill/w-${answered}`;
  return {
    client: 'w',
    kind: 'write',
    object,
    value: `v${answered}`,
    sent: answered - 1,
    answered,
    outcome: 201,
    ...changes,
  };
}

export const DEGRADED: Verdict = { availability: 'degraded', data: 'safe', recovery: 'auto' };
export const DOWN: Verdict = { availability: 'down', data: 'safe', recovery: 'human' };

export function client(changes: Partial<ClientResult> = {}): ClientResult {
  const figures = {
    acknowledged: 400,
    failed: 2,
    failedReads: 0,
    outcomes: ['ECONNREFUSED'],
    gap: 2_000,
    open: false,
    acknowledgedMeanwhile: 300,
  };
  return { name: 'w', site: 'a', ...figures, resumed: 50, ...changes };
}

/** A lost host, as it should be. */
export function round(changes: Partial<Round> = {}): Round {
  return {
    number: 1,
    world: 'one-site',
    fault: 'bystander',
    kind: 'host',
    failure: 'host a-1',
    target: 'a-1',
    at: '2026-01-01T00:00:00Z',
    took: 20_000,
    busy: 0.5,
    clients: [client()],
    views: [{ from: 'a', expected: DEGRADED, measured: DEGRADED }],
    lost: [],
    storedSilently: 0,
    unknown: [],
    probes: { sent: 0, accepted: 0 },
    recoveries: [{ what: 'a-1', took: 5_000, allowed: 20_000 }],
    predicted: 6_000,
    error: undefined,
    ...changes,
  };
}
