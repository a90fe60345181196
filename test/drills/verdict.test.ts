import fc from 'fast-check';
import {
  AVAILABILITIES,
  expected,
  type Failure,
  isWorse,
  observedAvailability,
  sayVerdict,
  type Voter,
} from './ha/judge/verdict';

/** `voters(2, 2, 1)`: a-1, a-2, b-1, b-2, c-1. */
function voters(...counts: readonly number[]): Voter[] {
  return counts.flatMap((count, index) => {
    const site = 'abc'[index] ?? '';
    return Array.from({ length: count }, (_, number) => ({ name: `${site}-${number + 1}`, site }));
  });
}

const cut = (...pairs: readonly string[]): Failure['cuts'] => pairs.map(([a = '', b = '']) => [a, b] as const);

describe('what must be found', () => {
  const three = voters(3);
  const five = voters(2, 2, 1);

  it.each([
    ['nothing failed', { voters: three }, 'a', 'available'],
    ['one of three', { voters: three, lost: ['a-1'] }, 'a', 'degraded'],
    ['two of three', { voters: three, lost: ['a-1', 'a-2'] }, 'a', 'down'],
    ['a data site of 2/2/1, from the other', { voters: five, lost: ['a-1', 'a-2'] }, 'b', 'degraded'],
    ['a data site of 2/2/1, from itself', { voters: five, lost: ['a-1', 'a-2'] }, 'a', 'down'],
    ['the witness of 2/2/1', { voters: five, lost: ['c-1'] }, 'a', 'degraded'],
    ['a data site and the witness', { voters: five, lost: ['a-1', 'a-2', 'c-1'] }, 'b', 'down'],
    ['the larger site of 2/1', { voters: voters(2, 1), lost: ['a-1', 'a-2'] }, 'b', 'down'],
    ['a site cut off, from inside', { voters: five, cuts: cut('ab', 'ac') }, 'a', 'down'],
    ['a site cut off, from outside', { voters: five, cuts: cut('ab', 'ac') }, 'b', 'degraded'],
    ['a-b cut, leader in a, from a', { voters: five, cuts: cut('ab'), leader: 'a' }, 'a', 'degraded'],
    ['a-b cut, leader in a, from b: by the witness', { voters: five, cuts: cut('ab'), leader: 'a' }, 'b', 'degraded'],
    ['a-b cut, leader in the witness', { voters: five, cuts: cut('ab'), leader: 'c' }, 'a', 'available'],
    ['a-b cut, leader anywhere', { voters: five, cuts: cut('ab') }, 'a', 'degraded'],
    ['a-b cut and the witness lost', { voters: five, cuts: cut('ab'), lost: ['c-1'] }, 'a', 'down'],
  ] as const)('%s: %s', (_, failure, from, availability) => {
    expect(expected(failure as Failure, from).availability).toBe(availability);
  });

  it('is human where nothing is left, and auto elsewhere', () => {
    expect(expected({ voters: three, lost: ['a-1'] }, 'a').recovery).toBe('auto');
    expect(expected({ voters: three, lost: ['a-1', 'a-2'] }, 'a').recovery).toBe('human');
  });

  it('loses data only where as many disks are gone as acknowledge a write', () => {
    const data = (count: number, disks: boolean) =>
      expected({ voters: three, lost: three.slice(0, count).map(({ name }) => name), disks }, 'a').data;
    expect([data(1, true), data(2, false), data(2, true), data(3, false), data(3, true)]).toEqual([
      'safe',
      'safe',
      'lost',
      'safe',
      'lost',
    ]);
  });

  it('in one site follows the majority alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(9), (count, gone) => {
        const all = voters(count);
        const lost = all.slice(0, gone).map(({ name }) => name);
        const left = count - lost.length;
        const want = lost.length === 0 ? 'available' : left > count / 2 ? 'degraded' : 'down';
        expect(expected({ voters: all, lost }, 'a').availability).toBe(want);
      }),
    );
  });

  it('gets no better when more is lost', () => {
    const counts = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).filter((numbers) => numbers.some((number) => number > 0));
    fc.assert(
      fc.property(counts, fc.array(fc.constantFrom('ab', 'ac', 'bc')), fc.nat(8), (numbers, cuts, victim) => {
        const all = voters(...numbers);
        const before: Failure = { voters: all, cuts: cut(...cuts) };
        const after = { ...before, lost: [all[victim % all.length]?.name ?? ''] };
        for (const from of ['a', 'b', 'c']) {
          const [less, more] = [expected(before, from), expected(after, from)].map((words) => words.availability);
          expect(isWorse(less!, more!)).toBe(false);
        }
      }),
    );
  });
});

it.each([
  [{ writes: true, reads: true, following: 3, voters: 3 }, 'available'],
  [{ writes: true, reads: true, following: 2, voters: 3 }, 'degraded'],
  [{ writes: false, reads: true, following: 2, voters: 3 }, 'read-only'],
  [{ writes: false, reads: false, following: 0, voters: 3 }, 'down'],
] as const)('what is observed as %p is %s', (observed, want) => {
  expect(observedAvailability(observed)).toBe(want);
});

it('says a verdict in a line', () => {
  expect(sayVerdict({ availability: 'degraded', data: 'safe', recovery: 'auto', within: 5_640 })).toBe(
    'degraded · safe · auto ≤ 5.6 s',
  );
  expect(sayVerdict({ availability: 'down', data: 'safe', recovery: 'human' })).toBe('down · safe · human');
});

it('knows worse from better', () => {
  expect(AVAILABILITIES.flatMap((a) => AVAILABILITIES.filter((b) => isWorse(a, b)))).toEqual([
    'available',
    'available',
    'degraded',
    'available',
    'degraded',
    'read-only',
  ]);
});
