import { Duration } from 'cdk8s';
import { none, type Outcome, type Proof, type ThingVerdict } from 'tripod-iac';

const minutes = (count: number) => count * 60_000;

const SLOWER: ThingVerdict = {
  thing: 'etcd',
  availability: 'degraded',
  data: 'safe',
  recovery: 'auto',
  within: 2_500,
  because: '4 of 5 votes are left, 3 are needed',
  shares: [
    { name: 'election time-out', time: 1_000 },
    { name: 'votes', time: 1_500 },
  ],
};

const BY_PLAN: ThingVerdict = {
  thing: 'etcd',
  availability: 'down',
  data: 'lost',
  loss: minutes(45),
  recovery: 'human',
  within: minutes(100),
  because: 'no vote is left',
  shares: [
    { name: 'decision', time: minutes(30) },
    { name: 'restore', time: minutes(70) },
  ],
  root: 'power',
};

export function outcome(
  kind: Outcome['kind'],
  failures: readonly string[],
  verdicts: readonly ThingVerdict[],
): Outcome {
  return { kind, name: failures[0] ?? '', failures, count: failures.length, verdicts };
}

/** A proof with something of everything. */
export const sample: Proof = {
  environment: 'production',
  objectives: {
    host: { rpo: none, rto: Duration.minutes(6) },
    city: { rpo: Duration.hours(1), rto: Duration.hours(4) },
  },
  accepted: [
    { thing: 'logs', failure: 'city', reason: 'logs are kept for debugging only' },
    { thing: 'jobs', failure: 'host', objective: { rpo: none, rto: Duration.hours(1) }, reason: 'builds run again' },
  ],
  things: [
    { name: 'etcd', component: 'control-plane', hosts: ['a1', 'a2', 'b1'], made: '3 voters, 2 needed' },
    { name: 'logs', component: 'logging', hosts: ['a1'], made: '1 copy' },
  ],
  outcomes: [
    outcome('host', ['host a1', 'host a2'], [SLOWER]),
    outcome('host', ['host b1'], [{ ...SLOWER, within: 8_000, shares: [{ name: 'health checks', time: 8_000 }] }]),
    outcome('rack', ['rack r1 of a'], []),
    outcome('site', ['site a'], [{ ...SLOWER, availability: 'available', within: 8_000 }]),
    outcome(
      'city',
      ['city east'],
      [
        BY_PLAN,
        {
          thing: 'logs',
          availability: 'down',
          data: 'lost',
          recovery: 'human',
          because: 'the only copy is lost',
          shares: [],
        },
        {
          thing: 'door',
          availability: 'down',
          data: 'safe',
          recovery: 'human',
          because: 'all of it was there',
          shares: [],
          moot: true,
        },
      ],
    ),
    outcome('host-pair', ['host a1 + host a2'], [{ ...SLOWER, availability: 'read-only', data: 'at risk' }]),
  ],
  breaches: [
    {
      objective: 'host',
      promise: 'rto',
      failure: 'host a1',
      count: 2,
      thing: 'etcd',
      component: 'control-plane',
      alsoBreaks: ['logs'],
      got: 'back within 8 min',
      want: 'back within 6 min',
      because: 'pods wait for 5 min',
      placement: '1 of its 2 servers stands there',
      fix: 'shorten the wait',
    },
  ],
  fates: [{ thing: 'etcd', place: 'rack r1', because: 'a1 and a2 share it', fix: 'move a2' }],
  capacity: [
    {
      after: 'everything',
      cpu: { total: 64, asked: 20 },
      memory: { total: 2 ** 37, asked: 2 ** 35 },
      pods: { total: 330, asked: 60 },
      storage: { total: 2 ** 40, asked: 2 ** 39 },
    },
  ],
  assumptions: ['the object store outside works'],
};
