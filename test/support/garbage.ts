import { Duration, Size } from 'cdk8s';
import { formatProblem, TripodError } from 'tripod-iac';

/** What nobody means, by how a test calls it. */
export const GARBAGE = {
  undefined: undefined,
  null: null,
  NaN: NaN,
  Infinity: Infinity,
  '-1': -1,
  '0': 0,
  '1.5': 1.5,
  '1e21': 1e21,
  bigint: 2n,
  true: true,
  'an empty text': '',
  'a blank': ' ',
  'the text x': 'x',
  'the text undefined': 'undefined',
  'a very long text': 'x'.repeat(5000),
  'a text with a newline': 'a\nb: c',
  'a text that ends in a newline': 'x\n',
  'a command': 'a; rm -rf /',
  'a substitution': '$(id)',
  'a backtick': '`id`',
  'a quote': `a"b'c`,
  'a YAML map': 'a: {b: c}',
  'a YAML alias': '*a # b',
  'an upper-case text': 'Hello',
  'an object': {},
  'a nested object': { a: { b: [{ c: null }] } },
  'an object without prototype': Object.create(null) as object,
  'a list': [],
  '[null]': [null],
  '[undefined]': [undefined],
  '[{}]': [{}],
  "['x']": ['x'],
  '[[]]': [[]],
  'a list with a hole': Array(1) as unknown[],
  'a function': () => 1,
  'a class': Date,
  'a Symbol': Symbol('s'),
  'a Date': new Date(0),
  'a Map': new Map([['a', 1]]),
  'a Size': Size.mebibytes(1),
  'a Size that is not whole': Size.kibibytes(2 ** 26 + 1),
  'a Size of NaN': Size.gibibytes(NaN),
  'an endless Size': Size.gibibytes(Infinity),
  'a Duration': Duration.millis(7),
  'a Duration that is not whole': Duration.millis(0.5),
  'a Duration of NaN': Duration.seconds(NaN),
  'an endless Duration': Duration.days(Infinity),
} as const;

export type Garbage = keyof typeof GARBAGE;

/** One line, and no longer than a person reads. */
const LINE = /^ {2}\S.{0,600} {2}.{0,600}got .{1,600}, want .{1,600}; fix: .{1,600}$/s;

/**
 * What becomes of an input: `accepted`; `refused` by a TripodError with a problem at (or whose fix is) `prop`;
 * anything else is a fault, told in words.
 */
export function outcome(run: () => unknown, prop?: string): string {
  try {
    run();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof TripodError)) return `raw ${String(error)}`;
    const bad = error.message
      .split('\n')
      .slice(1)
      .find((line) => !LINE.test(line));
    if (bad !== undefined) return `unreadable: ${bad}`;
    const names = error.problems.some(
      ({ path, at = '', fix }) =>
        prop === undefined || [path, at].join(' ').includes(prop) || fix.includes(`\`${prop}\``),
    );
    return names ? 'refused' : `without ${prop}: ${error.problems.map(formatProblem).join(' | ')}`;
  }
}

/** All garbage that is not refused, with what becomes of it. */
export function notRefused(run: (value: never) => unknown, prop?: string): Readonly<Record<string, string>> {
  const outcomes = Object.entries(GARBAGE).map(([name, value]) => [name, outcome(() => run(value as never), prop)]);
  return Object.fromEntries(outcomes.filter(([, result]) => result !== 'refused')) as Record<string, string>;
}

/** What {@link notRefused} gives where only these are accepted. */
export function only(...names: readonly Garbage[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, 'accepted']));
}
