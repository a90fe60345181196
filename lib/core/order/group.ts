/** Elements by a key, both in the order in which they come. (`Map.groupBy` needs Node 21.) */
export function groupBy<T, K>(elements: readonly T[], keyOf: (element: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const element of elements) {
    const key = keyOf(element);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  return groups;
}
