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
  return `${path}  ${at === undefined ? '' : `${at}: `}got ${show(got)}, want ${want}; fix: ${fix}`;
}

/** A value as an error shows it: short, on one line, and never a failure of its own. */
export function show(value: unknown): string {
  return shown(value, 0);
}

function shown(value: unknown, depth: number): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : value.replace(/\s*\n\s*/g, ' ⏎ ');
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return depth > 3 ? 'a list' : shownList(value, depth + 1);
  if (typeof value === 'function') return value.name || 'a function';
  if (typeof value === 'object') return isPlain(value) ? shownPlain(value) : (value.constructor?.name ?? 'an object');
  return (value as bigint | boolean | number | symbol).toString();
}

function shownList(list: readonly unknown[], depth: number): string {
  return list.length === 0 ? 'an empty list' : list.map((item) => shown(item, depth)).join(', ');
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** JSON has no word for some values: bigints, and objects that hold themselves. */
function shownPlain(value: object): string {
  try {
    return abridge(JSON.stringify(value));
  } catch {
    return 'an object';
  }
}

function abridge(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
