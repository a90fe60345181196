/** Stands where a preview does not know a value yet. No rule refuses what nobody knows; `pulumi up` asks again. */
export const UNKNOWN = Symbol('not known before the update');

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object; none where there is something else. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The objects of a list; none where there is something else. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The value at `a.b.c`. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, key) => (found === UNKNOWN ? UNKNOWN : fieldsOf(found)[key]), value);
}

/** `a.b`, `a[0]`: a path with one more step. */
export function step(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
