import { finishedFaults } from './ha/finished';
import { breaches } from './ha/judge/breaches';
import { comparisons } from './ha/judge/comparison';
import { client, DEGRADED, DOWN, round } from './support/rounds';

const AVAILABLE = { ...DEGRADED, availability: 'available' } as const;

/** A kill seen from two sites. */
function cut(number: number, fromA: typeof AVAILABLE | typeof DEGRADED, fromB = DEGRADED) {
  return round({
    number,
    kind: 'link',
    fault: 'link',
    failure: 'link a–b',
    views: [
      { from: 'a', expected: DEGRADED, measured: fromA },
      { from: 'b', expected: DEGRADED, measured: fromB },
    ],
  });
}

describe('the words of a failure', () => {
  it('are the worst of all its kills', () => {
    const kinder = [cut(1, AVAILABLE), cut(2, DEGRADED), cut(3, AVAILABLE)];
    expect(breaches(kinder, ['link'])).toEqual([]);
    expect(comparisons(kinder, ['link'])).toMatchObject([
      { failure: 'link a–b', from: 'a', times: 3, measured: DEGRADED, isComplete: true },
      { failure: 'link a–b', from: 'b', times: 3, measured: DEGRADED, isComplete: true },
    ]);
  });

  it('may be no better in all of them, once all were done', () => {
    const kinder = [cut(1, AVAILABLE), cut(2, AVAILABLE)];
    expect(breaches(kinder, [])).toEqual([]);
    expect(breaches(kinder, ['link'])).toEqual([
      'one-site, link a–b, from a: at worst available · safe · auto, want the predicted degraded · safe · auto',
    ]);
  });

  it('wait for all faults that bring it about', () => {
    const views = [{ from: 'a', expected: DEGRADED, measured: AVAILABLE }];
    const twice = [round({ views }), round({ number: 2, views, fault: 'leader' })];
    expect(breaches(twice, ['bystander'])).toEqual([]);
    expect(breaches(twice, ['bystander', 'leader'])).toHaveLength(1);
  });

  it('wait for every turn of the whole drill that went without an error', () => {
    const three = [1, 2, 3].map((number) => round({ number }));
    expect(finishedFaults(three)).toEqual(['bystander']);
    expect(finishedFaults(three.slice(1))).toEqual([]);
    expect(finishedFaults([...three.slice(1), round({ error: 'no power' })])).toEqual([]);
  });

  it('take each word at its worst', () => {
    const measured = [{ ...DOWN }, { ...AVAILABLE, data: 'lost' as const, within: 900 }];
    const both = measured.map((each) => round({ views: [{ from: 'a', expected: DOWN, measured: each }] }));
    expect(comparisons(both, [])[0]?.measured).toEqual({ availability: 'down', data: 'lost', recovery: 'human' });
  });

  it('of one name in two worlds are two', () => {
    expect(comparisons([round(), round({ world: 'three-sites' })], []).map(({ world }) => world)).toEqual([
      'one-site',
      'three-sites',
    ]);
  });

  it('are those of the proof: what it does not name is not compared', () => {
    expect(comparisons([round({ failure: undefined })], ['bystander'])).toEqual([]);
  });
});

describe('a predicted time', () => {
  const waited = (within: number, predicted = 8_000) =>
    round({
      views: [
        { from: 'a', expected: { ...DEGRADED, within: predicted }, measured: { ...DEGRADED, within } },
        { from: 'b', expected: { ...DEGRADED, within: 4_000 }, measured: { ...DEGRADED, within: 200 } },
      ],
    });

  it.each([
    [7_999, []],
    [8_000, ['from a a client waited 8.0 s, want less than the predicted 8.0 s']],
  ])('lies above a wait of %d ms', (within, found) => {
    expect(breaches([waited(within)], [])).toEqual(found.map((text) => `kill 1 (one-site, bystander: a-1): ${text}`));
  });

  it('is that of the site from which the client asks', () => {
    expect(breaches([waited(4_100, 4_000)], [])).toHaveLength(1);
  });

  it('is none where clients must notice nothing', () => {
    expect(breaches([waited(300, 0)], [])).toEqual([]);
  });

  const gaps = (predicted: number, ...lengths: readonly number[]) =>
    lengths.map((gap, index) => round({ number: index, kind: 'link', predicted, clients: [client({ gap })] }));

  it.each([
    ['below 3 × the median + 5 s', gaps(10_000, 1_700, 6_000, 100), []],
    [
      'not at it',
      gaps(11_000, 2_000, 6_000, 100),
      ['a cut link: 11.0 s are predicted, want less than 3 × the median of 2.0 s + 5 s = 11.0 s'],
    ],
    ['anywhere while a median says little', gaps(11_000, 2_000, 100), []],
  ])('lies %s', (_, rounds, found) => {
    expect(breaches(rounds, [])).toEqual(found);
  });
});
