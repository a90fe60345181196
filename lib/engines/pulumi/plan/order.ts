import type { Group } from './group';
import type { Item } from './item';

/** An item, and the keys of those that must be there, or ready, before it. */
export interface Ordered {
  readonly group: Group;
  readonly item: Item;
  readonly after: readonly string[];
}

/**
 * Puts edges between the items of all groups, as few as keep the order: they grow with the items, not with their square.
 * One item of a wave, made last, stands for the whole wave, and one of a group's first wave, made first, waits for all
 * that the group needs. What others wait for until it is ready never stands for a wave: the next wave is applied without
 * waiting for it, as the files are.
 */
export function order(groups: readonly Group[]): readonly Ordered[] {
  const namespaces = namespacesOf(groups);
  const ends = new Map<string, readonly string[]>();
  const ordered: Ordered[] = [];
  for (const group of groups) {
    const needed = [...stageBefore(group, groups), ...group.needs];
    const entry = [...new Set(needed.flatMap((name) => ends.get(name) ?? []))];
    const { steps, end } = within(group, entry);
    ordered.push(
      ...steps.map(({ item, after, ...rest }) => {
        const namespace = namespaces.get(item.body.metadata.namespace ?? '');
        const all = [...after, ...(namespace === undefined ? [] : [namespace]), ...item.named];
        return { item, ...rest, after: [...new Set(all)] };
      }),
    );
    ends.set(group.name, end);
  }
  return ordered;
}

/** Edges inside a group, and what whoever needs the group waits for. */
function within(group: Group, entry: readonly string[]): { steps: readonly Ordered[]; end: readonly string[] } {
  const steps: Ordered[] = [];
  let before = entry;
  for (const wave of group.waves) {
    const start = before;
    const quiet = wave.filter(({ readiness }) => readiness.length === 0);
    const [first, last] = [quiet[0], quiet.at(-1)];
    // Where several things come before, one item waits for all of them, and the others for it.
    const behind = start.length > 1 && first !== undefined && quiet.length > 1 ? [first.key] : start;
    for (const item of quiet.slice(0, -1)) steps.push({ group, item, after: item === first ? start : behind });
    const others = quiet.slice(0, -1).map(({ key }) => key);
    if (last !== undefined) {
      steps.push({ group, item: last, after: others.length > 0 ? others : start });
      before = [last.key];
    }
    for (const item of wave.filter(({ readiness }) => readiness.length > 0)) steps.push({ group, item, after: start });
  }
  const ready = group.waves.flat().filter(({ readiness }) => readiness.length > 0);
  return { steps, end: [...new Set([...ready.map(({ key }) => key), ...(before === entry ? [] : before)])] };
}

/** Names of all groups of the last stage before that of a group: a stage starts when the one before it is there. */
function stageBefore(group: Group, groups: readonly Group[]): readonly string[] {
  const index = groups.findIndex(({ stage }) => stage === group.stage);
  const stage = groups[index - 1]?.stage;
  return groups.filter((other) => other.stage === stage).map(({ name }) => name);
}

function namespacesOf(groups: readonly Group[]): ReadonlyMap<string, string> {
  const made = groups.flatMap(({ waves }) => waves.flat()).filter(({ body }) => body.kind === 'Namespace');
  return new Map(made.map(({ key, body }) => [body.metadata.name, key]));
}
