/** What can be sorted: it says what must come first. */
export interface Sortable {
  readonly needs: readonly Sortable[];
}

/** The outcome of a sort: everything in order, or the members of one cycle. */
export interface Sorted<T> {
  readonly order: readonly T[];
  readonly cycle: readonly T[];
}

/**
 * Orders elements so that each comes after what it needs, otherwise as given. Needs outside of `elements` are ignored.
 * Linear in elements and needs, and not recursive: chains may be thousands long.
 */
export function sort<T extends Sortable>(elements: readonly T[]): Sorted<T> {
  const own = new Set<Sortable>(elements);
  const state = new Map<Sortable, 'open' | 'done'>();
  const order: T[] = [];
  for (const start of elements) {
    const stack: { element: T; rest: T[] }[] = [];
    const push = (element: T) => {
      state.set(element, 'open');
      stack.push({ element, rest: element.needs.filter((need): need is T => own.has(need)).reverse() });
    };
    if (!state.has(start)) push(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const need = top.rest.pop();
      if (need === undefined) {
        state.set(top.element, 'done');
        order.push(top.element);
        stack.pop();
      } else if (state.get(need) === 'open') {
        const path = stack.map((entry) => entry.element);
        return { order, cycle: [...path.slice(path.indexOf(need)), need] };
      } else if (!state.has(need)) push(need);
    }
  }
  return { order, cycle: [] };
}
