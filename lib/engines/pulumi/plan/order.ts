import type { Group } from './group';
import type { Item } from './item';

/** An item with what comes before it. */
export interface Ordered {
  readonly group: Group;
  readonly item: Item;
  /** Keys of what is made before it and deleted after it: edges of the stack. */
  readonly after: readonly string[];
  /** Keys of what is only made before it. */
  readonly behind: readonly string[];
}

/**
 * Orders the items of each group: a wave is made when the one before it is there. What others wait for until it is ready
 * does not hold up its own group: the files do not wait inside a component, either.
 *
 * Of the edges of a stack there may be few paths. When a deletion fails, the engine walks each path from there, not each
 * resource once (`markAsDependency`, pulumi pkg/resource/graph/dependency_graph.go@v3.250.0): with edges from every wave to
 * the one before it, a destroy that was refused did not end. Parents it does walk once: so the order of stages and of
 * components is kept by edges of their branches (see register.ts), and in a component an item has one edge to the wave
 * before it, and waits for the rest of it without one.
 */
export function order(groups: readonly Group[]): readonly Ordered[] {
  const namespaces = namespacesOf(groups);
  return groups.flatMap((group) =>
    within(group).map(({ item, behind }) => {
      const namespace = namespaces.get(item.body.metadata.namespace ?? '');
      const after = [...behind.slice(-1), ...(namespace === undefined ? [] : [namespace]), ...item.named];
      return { group, item, behind, after: [...new Set(after)] };
    }),
  );
}

/** Each item of a group with those of the wave before it that nobody waits for. */
function within(group: Group): readonly Omit<Ordered, 'group' | 'after'>[] {
  const steps: Omit<Ordered, 'group' | 'after'>[] = [];
  let behind: readonly string[] = [];
  for (const wave of group.waves) {
    for (const item of wave) steps.push({ item, behind });
    const unawaited = unawaitedOf(wave);
    if (unawaited.length > 0) behind = unawaited;
  }
  return steps;
}

/**
 * Keys of what a component waits for in one that it needs: what becomes ready, and the end of the rest.
 */
export function endOf({ waves }: Group): readonly string[] {
  const waited = waves.flat().filter(({ readiness }) => readiness.length > 0);
  const last = [...waves]
    .reverse()
    .map(unawaitedOf)
    .find((keys) => keys.length > 0);
  return [...waited.map(({ key }) => key), ...(last ?? [])];
}

/** Keys of those that nobody waits for until they are ready. */
function unawaitedOf(wave: readonly Item[]): readonly string[] {
  return wave.filter(({ readiness }) => readiness.length === 0).map(({ key }) => key);
}

function namespacesOf(groups: readonly Group[]): ReadonlyMap<string, string> {
  const made = groups.flatMap(({ waves }) => waves.flat()).filter(({ body }) => body.kind === 'Namespace');
  return new Map(made.map(({ key, body }) => [body.metadata.name, key]));
}
