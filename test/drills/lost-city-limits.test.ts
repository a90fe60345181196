import { breaches } from './dr/judge/breaches';
import type { Round } from './dr/judge/round';
import { momentOf, options } from './dr/options';
import { markdown } from './dr/report/markdown';
import { NOT_PROVEN, SCHEMA } from './dr/report/record';
import { cityLost, held, NEW, OLD, write } from './support/writes';

const RPO = 900;
const found = (changes: Partial<Round>) => breaches([cityLost(changes)], RPO);

describe('limits of a lost city', () => {
  it('are kept by a round that is as it should be', () => {
    expect(found({})).toEqual([]);
  });

  it.each<[string, Partial<Round>, RegExp]>([
    ['an error', { error: 'the plan ended with 1' }, /the plan ended with 1/],
    ['a step', { steps: [{ step: 'lead-api', phase: 'traffic', seconds: 1, outcome: 'failed' }] }, /lead-api: failed/],
    ['a long RTO', { seen: [{ client: 'users', holder: 'api', served: 91_000, acknowledged: 1 }] }, /waited 91.0 s/],
    ['no service', { seen: [{ client: 'users', holder: 'api', served: undefined, acknowledged: 1 }] }, /never served/],
    ['a late API', { held: [held({ afterFence: 31_000 })] }, /31.0 s after the fence, want at most 30.0 s/],
    ['a late database', { held: [held({ holder: 'database', afterFence: 6_000 })] }, /want at most 5.0 s/],
    ['a closed new side', { held: [held({ afterFence: undefined })] }, /took no write/],
    ['two sides', { held: [held({ both: [write(OLD, 1), write(NEW, 1)] })] }, /2 writes were taken while/],
    ['a loss', { held: [held({ secondsLost: 901 })] }, /901.0 s before the loss, declared are 900 s/],
    ['an old loss', { held: [held({ tooOld: [write(OLD, 1)] })] }, /1 writes from before the copy/],
    ['a ghost', { held: [held({ unknown: ['ghost'] })] }, /ghost is there, and nobody wrote it/],
    [
      'a way back',
      { back: { served: [undefined], steps: [], lost: [write(NEW, 1)], both: [write(OLD, 1)], error: undefined } },
      /way back: 1 acknowledged writes are lost[\s\S]*1 writes were taken[\s\S]*not every user/,
    ],
    ['a return', { afterReturn: 3 }, /took 3 writes after it had returned/],
  ])('are broken by %s', (_, changes, wanted) => {
    expect(found(changes).join('\n')).toMatch(wanted);
  });

  it('hold for the median of all users, too', () => {
    const slow = cityLost({ seen: [{ client: 'users', holder: 'api', served: 70_000, acknowledged: 1 }] });
    expect(breaches([slow, cityLost(), slow], RPO)).toEqual(['the median of the RTO is 70.0 s, want at most 60.0 s']);
  });
});

describe('options of the drill', () => {
  it('bring every fault about in turn', () => {
    expect(options([]).faults).toEqual(['kill', 'upload', 'cut', 'return', 'kill', 'cut']);
    expect(options(['--quick']).faults).toEqual(['kill', 'cut']);
    expect(options(['--only', 'upload']).faults).toEqual(['upload']);
  });

  it('say everything that is wrong', () => {
    expect(() => options(['--only', 'flood', '--seed', 'x'])).toThrow(/2 problems[\s\S]*flood[\s\S]*--seed/);
  });

  it('choose the same moments for the same seed', () => {
    const moments = (seed: number) => [1, 2, 3, 4].map((round) => momentOf(seed, round, 20));
    expect(moments(1)).toEqual(moments(1));
    expect(moments(1)).not.toEqual(moments(2));
    expect(moments(1).every((moment) => moment >= 0 && moment <= 20)).toBe(true);
  });
});

it('tells people what was lost and what came back', () => {
  const lost = [write(OLD, 5, { object: 'w-lost' })];
  const returned = [write(OLD, 6, { object: 'w-back', act: 'delete' })];
  const text = markdown({
    schema: SCHEMA,
    begun: '2026-01-01T00:00:00Z',
    took: 600_000,
    command: 'npm run drill:dr',
    seed: 1,
    outcome: 'passed',
    versions: { etcd: '3.6.4' },
    size: { objects: 20_000, rows: 1_000_000 },
    interval: 20,
    rpo: RPO,
    rounds: [cityLost({ held: [held({ lost, returned })] })],
    breaches: [],
    notProven: NOT_PROVEN,
  });
  expect(text).toContain('Lost: `w-lost`.');
  expect(text).toContain('Came back: `w-back`.');
  expect(text).toContain('| 1 | kill | 55.0 s |');
});
