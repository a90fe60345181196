/** `Array.isArray`, which keeps the type of the elements, for lists without holes: most functions step over those. */
export function isList<T>(value: readonly T[] | undefined): value is readonly T[] {
  return Array.isArray(value) && Object.keys(value).length >= value.length;
}

/** Whether a value is a list of which every element fits. */
export function isListOf<T>(value: unknown, fits: (item: unknown) => item is T): value is readonly T[];
export function isListOf(value: unknown, fits: (item: unknown) => boolean): value is readonly unknown[];
export function isListOf(value: unknown, fits: (item: unknown) => boolean): boolean {
  return isList(value as readonly unknown[]) && (value as readonly unknown[]).every(fits);
}
