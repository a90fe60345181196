import { costsOf } from '../../../lib/engines/report/rows/cost';
import { rowsOf } from '../../../lib/engines/report/rows/rows';
import { inOrder, worstFirst, worstOf } from '../../../lib/engines/report/rows/severity';
import { verdictLines } from '../../../lib/engines/report/sections/summary';
import { rpo, sumOf } from '../../../lib/engines/report/words/verdict';
import type { Proof, ThingVerdict, Verdict } from '../../../lib/proof';
import { production } from './sample';

const FINE: Verdict = { availability: 'available', data: 'safe', recovery: 'auto', within: 0 };
const but = (props: Partial<Verdict>): Verdict => ({ ...FINE, ...props });

/** From the worst to the best; each is worse than all that follow. */
const ORDER: readonly (readonly [string, Verdict])[] = [
  ['all data lost, and nobody', but({ availability: 'down', data: 'lost', recovery: 'human', within: undefined })],
  [
    'an hour of data lost, by plan',
    but({ availability: 'down', data: 'lost', loss: 3_600_000, recovery: 'human', within: 1 }),
  ],
  [
    'a minute of data lost, by plan',
    but({ availability: 'down', data: 'lost', loss: 60_000, recovery: 'human', within: 1 }),
  ],
  ['down, and nobody', but({ availability: 'down', recovery: 'human', within: undefined })],
  ['read-only, and nobody', but({ availability: 'read-only', recovery: 'human', within: undefined })],
  ['down, by plan within two hours', but({ availability: 'down', recovery: 'human', within: 7_200_000 })],
  ['down, by plan within one hour', but({ availability: 'down', recovery: 'human', within: 3_600_000 })],
  ['read-only, by plan', but({ availability: 'read-only', recovery: 'human', within: 1000 })],
  ['degraded and at risk', but({ availability: 'degraded', data: 'at risk' })],
  ['degraded for longer', but({ availability: 'degraded', within: 2000 })],
  ['degraded', but({ availability: 'degraded' })],
  ['away for a moment', but({ within: 1000 })],
  ['untouched', FINE],
];

it('sorts the worst first', () => {
  const shuffled = ORDER.map((entry, index) => ORDER[(index * 5) % ORDER.length] ?? entry);
  const sorted = shuffled.sort(([, a], [, b]) => worstFirst(a, b)).map(([name]) => name);
  expect(sorted).toEqual(ORDER.map(([name]) => name));
});

it('takes the worst of each column over several things', () => {
  const plan = but({ availability: 'down', recovery: 'human', within: 9000 });
  const lost = but({ availability: 'degraded', data: 'lost', loss: 5000, within: 100_000 });
  expect(worstOf([plan, lost])).toEqual({
    availability: 'down',
    data: 'lost',
    loss: 5000,
    recovery: 'human',
    within: 9000,
  });
  expect(worstOf([])).toEqual(FINE);
  expect(worstOf([plan, but({ recovery: 'human', within: undefined }), lost]).within).toBeUndefined();
});

const proofOf = (verdicts: readonly ThingVerdict[], props: Partial<Proof> = {}): Proof => ({
  ...production().proof,
  accepted: [],
  breaches: [],
  outcomes: [{ kind: 'host', name: 'host a', failures: ['host a'], count: 1, verdicts }],
  ...props,
});
const told = (thing: string, props: Partial<ThingVerdict>): ThingVerdict => ({
  ...FINE,
  thing,
  because: 'why',
  shares: [],
  ...props,
});

it('leaves out what nobody is left to miss', () => {
  const here = told('api', { within: 5000 });
  const [row] = rowsOf(proofOf([told('address', { availability: 'down', recovery: 'human', moot: true }), here]));
  expect(row?.figures).toEqual({ ...FINE, within: 5000 });
  expect(row?.worst).toBe(here);
});

it('tells last what nobody is left to miss, however bad it is', () => {
  const gone = told('address', { availability: 'down', recovery: 'human', within: undefined, moot: true });
  const verdicts = [gone, told('api', { within: 1 }), told('etcd', { availability: 'down' })];
  expect(inOrder(verdicts).map(({ thing }) => thing)).toEqual(['etcd', 'api', 'address']);
});

it.each<[string, Partial<ThingVerdict>, string, string]>([
  ['is at risk has no limit', { data: 'at risk' }, 'not bounded if a copy lags', ''],
  ['is safe is not lost', { within: 0 }, 'none', ''],
  [
    'returns after several timers',
    {
      within: 3000,
      shares: [
        { name: 'a', time: 1000 },
        { name: 'b', time: 2000 },
        { name: 'at once', time: 0 },
      ],
    },
    'none',
    '3 s = a 1 s + b 2 s',
  ],
  [
    'returns after one timer',
    { within: 3000, shares: [{ name: 'a time-out', time: 3000 }] },
    'none',
    '3 s = a time-out',
  ],
])('what %s', (_, props, lost, sum) => {
  const verdict = told('logs', props);
  expect([rpo(verdict), sumOf(verdict).replaceAll('\u00a0', ' ')]).toEqual([lost, sum]);
});

it('names the cause rather than what suffers from it', () => {
  const down = { availability: 'down', recovery: 'human' } as const;
  const [row] = rowsOf(proofOf([told('api', { ...down, root: 'etcd' }), told('etcd', down)]));
  expect(row?.worst?.thing).toBe('etcd');
});

it('tells what is accepted apart from what is held to the objective', () => {
  const verdicts = [
    told('logs', { availability: 'down', data: 'lost', recovery: 'human', within: undefined }),
    told('api', { within: 5000 }),
  ];
  const accepted = [{ thing: 'logs', failure: 'host', reason: 'it may' }] as const;
  const [cost] = costsOf(proofOf(verdicts, { accepted }));
  expect(cost?.worst?.thing).toBe('api');
  expect(cost?.excepted).toEqual(['logs']);
});

describe('the first lines', () => {
  const say = (proof: Proof) =>
    verdictLines(proof).map(({ what, text }) => `${what} ${text}`.replaceAll('\u00a0', ' '));

  it('say what each class costs, also where that is accepted, and that the objectives are kept', () => {
    expect(say(production().proof)).toEqual([
      'Host or rack lost: no data lost, back within 5 min 40 s, not back: jenkins (accepted).',
      'Site lost: no data lost, that of logs at risk, back within 1 min 30 s, not back: jenkins (accepted).',
      'City lost: the last 56 min of etcd lost, ALL data of block storage, logs and jenkins lost (accepted), ' +
        'back by the plan within 3 h 25 min, not back: block storage, logs and jenkins (accepted).',
      'Objectives: all 4 are kept, with 6 accepted exceptions for 3 things.',
    ]);
  });

  it('say how many objectives are not kept', () => {
    const { proof } = production();
    const breach = {
      objective: 'site',
      promise: 'rpo',
      failure: 'site sh-a',
      count: 1,
      thing: 'logs',
      component: 'logging',
    } as const;
    const breaches = [{ ...breach, alsoBreaks: [], got: 'x', want: 'y', because: 'z', placement: '', fix: 'w' }];
    expect(say({ ...proof, accepted: [], breaches }).at(-1)).toBe('Objectives: 1 of 4 is not kept.');
  });

  it('say where nothing is promised', () => {
    expect(say(proofOf([], { objectives: {} }))).toEqual([
      'Host lost: no data lost, back at once.',
      'Objectives: none is stated. This is what was found; nothing was promised.',
    ]);
  });
});
