import { Duration } from 'cdk8s';
import { none, type Proof, type ThingVerdict } from 'tripod-iac';
import { inFile, summary, time } from '../../../lib/engines/proof';
import { outcome, sample } from './sample';

const promise = { rpo: none, rto: Duration.minutes(6) };
const objectives = { host: promise, rack: promise, site: promise, city: promise };

const say = (change: Partial<Proof>) => summary(inFile({ ...sample, objectives, breaches: [], ...change }));

const told = (thing: string, props: Partial<ThingVerdict>): ThingVerdict => ({
  thing,
  availability: 'degraded',
  data: 'safe',
  recovery: 'auto',
  within: 1_000,
  because: 'why',
  shares: [],
  ...props,
});
const plan = (minutes: number) => ({ availability: 'down', recovery: 'human', within: minutes * 60_000 }) as const;
const accept = (thing: string) => ({ thing, failure: 'city', reason: 'it may' }) as const;

describe('summary', () => {
  it('joins the classes that cost the same, and gives the longest time', () => {
    expect(say({ accepted: [] })).toBe(
      'proved: any host, rack or site: no data lost, back within 8 s; ' +
        'any city: the last 45 min of etcd lost, ALL data of logs lost, back by the plan within 1 h 40 min, not back: logs',
    );
  });

  it('tells what is lost also where it is accepted', () => {
    expect(say({})).toBe(
      'proved: any host, rack or site: no data lost, back within 8 s; any city: the last 45 min of etcd lost, ' +
        'ALL data of logs lost (accepted), back by the plan within 1 h 40 min, not back: logs (accepted)',
    );
  });

  it.each<[string, Partial<Proof>, string]>([
    [
      'nothing notices',
      { outcomes: [outcome('host', ['host a'], [])] },
      'proved: any host: no data lost, back at once',
    ],
    [
      'nobody told facts',
      { things: [], outcomes: [outcome('host', ['host a'], [])] },
      'found: no component says what it is made of',
    ],
    [
      'nothing is promised',
      { objectives: {}, outcomes: [outcome('host', ['host a'], [])] },
      'found: any host: no data lost, back at once',
    ],
    [
      'of some classes nothing is promised',
      { objectives: { host: promise }, outcomes: [outcome('host', ['host a'], []), outcome('rack', ['rack a'], [])] },
      'proved: any host: no data lost, back at once; any rack (nothing promised): no data lost, back at once',
    ],
    [
      'a promise is broken',
      { breaches: sample.breaches, outcomes: [outcome('host', ['host a'], [])] },
      'found: any host: no data lost, back at once',
    ],
    [
      'data is at risk',
      { outcomes: [outcome('site', ['site a'], sample.outcomes[5]?.verdicts ?? [])] },
      'proved: any site: no data lost, that of etcd at risk, back within 2.5 s',
    ],
    [
      'a plan brings back what is empty',
      {
        accepted: [accept('block'), accept('logs')],
        outcomes: [
          outcome(
            'city',
            ['city a'],
            [
              told('etcd', { ...plan(100), data: 'lost', loss: 60_000 }),
              told('block', { ...plan(100), data: 'lost' }),
              told('logs', { ...plan(90), data: 'lost' }),
            ],
          ),
        ],
      },
      'proved: any city: the last 1 min of etcd lost, ALL data of block and logs lost (accepted): back empty, ' +
        'back by the plan within 1 h 40 min',
    ],
    [
      'what is accepted is slower than the rest',
      {
        accepted: [accept('builds'), accept('slow'), accept('quick')],
        outcomes: [
          outcome(
            'city',
            ['city a'],
            [told('etcd', {}), told('quick', {}), told('slow', { within: 5_000 }), told('builds', plan(36))],
          ),
        ],
      },
      'proved: any city: no data lost, back within 1 s, within 5 s: slow (accepted), ' +
        'by the plan within 36 min: builds (accepted)',
    ],
    [
      'some lose less than others',
      {
        accepted: [],
        outcomes: [
          outcome(
            'city',
            ['city a'],
            [
              told('bucket', { ...plan(1), data: 'lost', loss: 60_000 }),
              told('etcd', { ...plan(1), data: 'lost', loss: 120_000 }),
              told('api', { ...plan(1), data: 'lost', loss: 120_000 }),
            ],
          ),
        ],
      },
      'proved: any city: the last 2 min of etcd and api lost, the last 1 min of bucket lost, back by the plan within 1 min',
    ],
    [
      'more things are lost than a line holds',
      {
        outcomes: [
          outcome(
            'city',
            ['city a'],
            ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => told(name, { ...plan(1), data: 'lost' })),
          ),
        ],
        accepted: [],
      },
      'proved: any city: ALL data of a, b, c, d, e, f and 2 more lost: back empty, back by the plan within 1 min',
    ],
    [
      'two failures of a class hurt different things',
      {
        accepted: [],
        outcomes: [
          outcome('host', ['host a'], [told('a', { data: 'lost', loss: 1_000 })]),
          outcome(
            'host',
            ['host b'],
            [told('a', { data: 'lost', loss: 9_000 }), told('b', { within: undefined, recovery: 'human' })],
          ),
        ],
      },
      'proved: any host: the last 9 s of a lost, back within 1 s, not back: b',
    ],
  ])('says so where %s', (_, change, want) => {
    expect(say({ accepted: [], ...change })).toBe(want);
  });
});

it.each([
  [0, '0 s'],
  [0.25, '250 ms'],
  [0.9996, '1 s'],
  [8.3, '8.3 s'],
  [8.31, '8.4 s'],
  [59.95, '1 min'],
  [90, '1 min 30 s'],
  [360, '6 min'],
  [3599.2, '1 h'],
  [6000, '1 h 40 min'],
  [6001, '1 h 41 min'],
  [90_000, '1 d 1 h'],
])('%d seconds read as %s', (seconds, want) => {
  expect(time(seconds)).toBe(want);
});
