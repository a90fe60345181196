import type { Write } from '../dr/clients/log';
import type { Held, Round } from '../dr/judge/round';

export const OLD = '10.10.0.100';
export const NEW = '10.30.0.100';

/** A create that was answered well at its time, a millisecond after it was sent. */
export function write(address: string, answered: number, changes: Partial<Write> = {}): Write {
  return {
    client: 'users',
    holder: 'api',
    act: 'create',
    object: `w-${answered}`,
    address,
    sent: answered - 1,
    answered,
    outcome: 201,
    ...changes,
  };
}

export function held(changes: Partial<Held> = {}): Held {
  return {
    holder: 'api',
    lastOld: 1_000,
    firstNew: 50_000,
    both: [],
    afterFence: 20_000,
    acknowledged: 100,
    lost: [],
    secondsLost: 10,
    returned: [],
    tooOld: [],
    unknown: [],
    ...changes,
  };
}

/** A city that was lost and taken over as it should be. */
export function cityLost(changes: Partial<Round> = {}): Round {
  return {
    number: 1,
    fault: 'kill',
    at: '2026-01-01T00:00:00Z',
    took: 100_000,
    busy: 0.5,
    plan: 'city-failover',
    steps: [{ step: 'take-epoch', phase: 'fence', seconds: 1, outcome: 'done' }],
    seen: [{ client: 'users', holder: 'api', served: 55_000, acknowledged: 100 }],
    held: [held()],
    recordedLoss: 12,
    afterReturn: 0,
    back: undefined,
    trials: [],
    error: undefined,
    ...changes,
  };
}
