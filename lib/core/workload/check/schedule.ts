const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Field {
  readonly least: number;
  readonly most: number;
  /** Names of values, from the least on. */
  readonly names?: readonly string[];
}

/** Minute, hour, day of month, month, day of week (robfig/cron parser.go@v3.0.1, which Kubernetes reads schedules with). */
const FIELDS: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: DAYS },
];

/** Whether a value is a schedule in the five fields of cron. */
export function isSchedule(value: unknown): value is string {
  const fields = typeof value === 'string' ? value.split(' ') : [];
  return fields.length === FIELDS.length && FIELDS.every((field, index) => isField(fields[index] ?? '', field));
}

function isField(text: string, field: Field): boolean {
  return text.split(',').every((part) => isPart(part, field));
}

/** `*`, `5`, `1-5`, each with a step or without. */
function isPart(part: string, field: Field): boolean {
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !(/^\d{1,2}$/.test(step) && Number(step) > 0))) return false;
  if (range === '*' || range === '?') return true;
  const [first = Number.NaN, ...others] = range.split('-').map((text) => valueOf(text, field));
  const [last = first, ...beyond] = others;
  return beyond.length === 0 && first <= last;
}

/** NaN, which compares with nothing, for what is no value of the field. */
function valueOf(text: string, { least, most, names = [] }: Field): number {
  const named = names.indexOf(text.toLowerCase());
  const value = named >= 0 ? named + least : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : Number.NaN;
}
