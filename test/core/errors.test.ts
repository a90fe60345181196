import { collect, formatProblem, Problems, SecretValue, TripodError } from 'tripod-iac';
import { show } from '../../lib/errors';

const circle: Record<string, unknown> = {};
circle['self'] = circle;
class Lamp {
  readonly lit = true;
}

describe('a value in an error', () => {
  it.each([
    ['text', 'text'],
    ['', 'an empty text'],
    ['a\n  b', 'a ⏎ b'],
    [undefined, 'nothing'],
    [null, 'nothing'],
    [Number.NaN, 'NaN'],
    [-0.5, '-0.5'],
    [false, 'false'],
    [12n, '12'],
    [[], 'an empty list'],
    [['a', 1, undefined], 'a, 1, nothing'],
    [{ a: 1 }, '{"a":1}'],
    [{ a: 'x'.repeat(200) }, `{"a":"${'x'.repeat(71)}...`],
    [new Lamp(), 'Lamp'],
    [Object.create(null), '{}'],
    [Symbol('s'), 'Symbol(s)'],
    [() => 1, 'a function'],
    [circle, 'an object'],
    [{ big: 1n }, 'an object'],
    [{ password: SecretValue.from('x') }, 'an object'],
  ])('%p is shown as %s', (value, text) => {
    expect(show(value)).toBe(text);
  });
});

describe('a problem', () => {
  it('is one line: where, what was found, what is wanted, how to mend it', () => {
    const problem = { path: 'production/storage', at: 'monitors', got: 4, want: 'an odd number', fix: 'set 5' };
    expect(formatProblem(problem)).toBe('production/storage  monitors: got 4, want an odd number; fix: set 5');
    expect(formatProblem({ ...problem, at: undefined })).toBe(
      'production/storage  got 4, want an odd number; fix: set 5',
    );
  });
});

describe('problems', () => {
  const some = { got: 1, want: 'two', fix: 'add one' };

  it('are thrown together, under the one place that they share', () => {
    const problems = new Problems('production');
    problems.check(false, { at: 'a', ...some });
    problems.add({ at: 'b', ...some });
    expect(() => problems.throwIfAny()).toThrow(
      'production: 2 problems\n  production  a: got 1, want two; fix: add one\n  production  b: got 1, want two; fix: add one',
    );
  });

  it('of several places are counted without one', () => {
    const problems = new Problems('production');
    problems.below('storage').add(some);
    problems.add({ path: 'network', ...some });
    expect(() => problems.throwIfAny()).toThrow(
      /^2 problems\n {2}production\/storage {2}got 1.*\n {2}production\/network {2}got 1/,
    );
  });

  it('are none where all is well, and tell the caller so', () => {
    const problems = new Problems('');
    expect(problems.check(true, some)).toBe(true);
    expect(problems.check(false, some)).toBe(false);
    expect(problems.all).toHaveLength(1);
    expect(() => new Problems('x').throwIfAny()).not.toThrow();
  });
});

describe('collect', () => {
  const refuse = (path: string) => () => {
    throw new TripodError([{ path, got: 1, want: 'two', fix: 'add one' }]);
  };

  it('runs every step and throws all problems once', () => {
    const done = jest.fn();
    expect(() => collect(refuse('a'), done, refuse('b'))).toThrow(/^2 problems\n {2}a {2}got 1.*\n {2}b {2}got 1/);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('lets a fault of the program through at once', () => {
    const later = jest.fn();
    const broken = () => {
      throw new RangeError('a bug');
    };
    expect(() => collect(refuse('a'), broken, later)).toThrow(RangeError);
    expect(later).not.toHaveBeenCalled();
  });

  it('says nothing where nothing is wrong', () => {
    expect(() => collect(() => undefined)).not.toThrow();
  });
});
