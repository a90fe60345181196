import { isFields, isText } from './shape';

/** Characters of a text that an error shows: enough for whatever the library itself says was found. */
const MOST = 500;

/** One fault of an input: where it is, what was found, what is wanted and how to mend it. */
export interface Problem {
  /** Place in the landscape or in the construct tree, such as `production/storage`. */
  readonly path: string;
  /** Property or aspect at that place, such as `monitors`. @default - the place itself */
  readonly at?: string;
  /** What was found. */
  readonly got: unknown;
  /** What would have been accepted. */
  readonly want: string;
  /** What the reader should do, in the imperative. */
  readonly fix: string;
}

/** `path  at: got …, want …; fix: …`, on one line. */
export function formatProblem({ path, at, got, want, fix }: Problem): string {
  const place = at === undefined ? '' : `${brief(at)}: `;
  return `${brief(path)}  ${place}got ${show(got)}, want ${brief(want)}; fix: ${brief(fix)}`;
}

/** A value as an error shows it: short, on one line, and never a failure of its own. */
export function show(value: unknown): string {
  return shown(value, 0);
}

function shown(value: unknown, depth: number): string {
  if (typeof value === 'string') return isText(value) ? brief(value) : value === '' ? 'an empty text' : 'a blank text';
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return depth > 3 ? 'a list' : shownList(value, depth + 1);
  if (typeof value === 'function') return value.name || 'a function';
  if (typeof value === 'object') return isFields(value) ? shownPlain(value) : (value.constructor?.name ?? 'an object');
  return (value as bigint | boolean | number | symbol).toString();
}

/** A text on one line, and no longer than can be read. Names from outside stand in places and wishes, too. */
export function brief(text: string): string {
  return abridge(text.replace(/\s*[\n\r\u2028]\s*/g, ' ⏎ '), MOST);
}

function shownList(list: readonly unknown[], depth: number): string {
  return list.length === 0 ? 'an empty list' : Array.from(list, (item) => shown(item, depth)).join(', ');
}

/** JSON has no word for some values: bigints, and objects that hold themselves. */
function shownPlain(value: object): string {
  try {
    return abridge(JSON.stringify(value), 80);
  } catch {
    return 'an object';
  }
}

function abridge(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}...`;
}
