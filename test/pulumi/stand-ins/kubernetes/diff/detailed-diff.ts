import { isTree, Unknown, type Tree, type Value } from '../../lib/values';
import { type Path, touches } from './force-new';
import { same } from './merge-patch';

/** What became of one field. */
export interface Change {
  readonly kind: 'ADD' | 'DELETE' | 'UPDATE';
  readonly replaces: boolean;
  /** Whether it is the inputs that differ, not the state. */
  readonly inputDiff: boolean;
}

/** The two objects that a patch stands between, at some path; undefined where a side has no such field. */
interface Sides {
  readonly before: Value | undefined;
  readonly next: Value | undefined;
}

/**
 * Every field that a merge patch changes, by its path, such as `spec.ports[0].name`. Source: provider/provider.go,
 * convertPatchToDiff; the old live state and the old inputs are one there, as Diff calls it.
 */
export function detailedDiff(patch: Tree, sides: { before: Tree; next: Tree }, forceNew: readonly string[]) {
  const changes = new Map<string, Change>();
  const map = (path: Path, change: Tree, { before, next }: Sides, inList: boolean) => {
    for (const [key, each] of Object.entries(change)) value([...path, key], each, field(before, next, key), inList);
    if (!inList || before === undefined || !isTree(before)) return;
    // A patch says nothing of what is gone from a map in a list, since it holds such a list as a whole.
    for (const key of Object.keys(before)) {
      if (!(key in change)) value([...path, key], null, field(before, next, key), inList);
    }
  };
  const value = (path: Path, change: Value, { before, next }: Sides, inList: boolean) => {
    if (next === undefined && (change !== null || before === undefined)) return;
    if (change !== null && before !== undefined) {
      if (isTree(change) && isTree(before)) return map(path, change, { before, next }, inList);
      if (Array.isArray(change) && Array.isArray(before)) return places(path, change, before, next);
      if (same(change, before)) return;
    }
    const update = before === undefined ? 'ADD' : 'UPDATE';
    const gone = change === null && !(next instanceof Unknown);
    const kind = gone ? 'DELETE' : update;
    changes.set(written(path), { kind, replaces: touches(path, change, forceNew), inputDiff: gone });
  };
  const places = (path: Path, change: Value[], before: Value[], next: Value | undefined) => {
    for (let index = 0; index < Math.max(change.length, before.length); index++) {
      const wanted = Array.isArray(next) ? (next[index] ?? null) : null;
      value([...path, index], change[index] ?? null, { before: before[index], next: wanted }, true);
    }
  };
  map([], patch, sides, false);
  return changes;
}

const field = (before: Value | undefined, next: Value | undefined, key: string): Sides => ({
  before: before !== undefined && isTree(before) ? before[key] : undefined,
  next: next !== undefined && isTree(next) ? next[key] : undefined,
});

/** A path as the engine writes it. */
export const written = (path: Path): string =>
  path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[${step}]`;
    if (/[."[\]]/.test(step)) return `${before}["${step.replaceAll('"', '\\"')}"]`;
    return before ? `${before}.${step}` : step;
  }, '');
