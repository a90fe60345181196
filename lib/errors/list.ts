/** `Array.isArray`, which keeps the type of the elements. */
export function isList<T>(value: readonly T[] | undefined): value is readonly T[] {
  return Array.isArray(value);
}
