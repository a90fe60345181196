import { costsOf } from '../../../lib/engines/report/rows/cost';
import { rowsOf } from '../../../lib/engines/report/rows/rows';
import { worstFirst, worstOf } from '../../../lib/engines/report/rows/severity';
import { verdictSentence } from '../../../lib/engines/report/sections/summary';
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
  ...props,
});

it('leaves out what nobody is left to miss', () => {
  const here = told('api', { within: 5000 });
  const [row] = rowsOf(proofOf([told('address', { availability: 'down', recovery: 'human', moot: true }), here]));
  expect(row?.figures).toEqual({ ...FINE, within: 5000 });
  expect(row?.worst).toBe(here);
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
  expect(cost?.figures).toEqual({ ...FINE, within: 5000 });
  expect(cost?.excepted.map(({ thing }) => thing)).toEqual(['logs']);
});

describe('the sentence', () => {
  const say = (proof: Proof) => verdictSentence(proof, costsOf(proof)).replaceAll('\u00a0', ' ');

  it('says what each class costs, and that the objectives are kept', () => {
    expect(say(production().proof)).toBe(
      'Losing a host: no data lost, back by itself within 5 min 40 s; a rack: no data lost, back by itself within 20 s; ' +
        'a site: no data lost, some at risk, back by itself within 1 min 30 s; ' +
        'a city: up to 56 min of data lost, back within 3 h 25 min by plan; ' +
        'all 4 objectives are kept, apart from 6 accepted risks.',
    );
  });

  it('says how many objectives are not kept', () => {
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
    expect(say({ ...proof, accepted: [], breaches })).toMatch(/; 1 of 4 objectives is not kept\.$/);
  });

  it('says where nothing is promised', () => {
    expect(say(proofOf([], { objectives: {} }))).toBe(
      'Losing a host: no data lost, service goes on; no objective is stated.',
    );
  });
});
