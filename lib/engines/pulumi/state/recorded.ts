import { type BranchRecord, isBranch } from '../parents';
import { isGuardedKind } from '../plan/protection';
import type { Known } from './read';

/** What the branches of the last run wrote down, by the names of their components. */
export function recordsOf(before: readonly Known[]): ReadonlyMap<string, BranchRecord> {
  const branches = before.filter(({ type }) => isBranch(type));
  return new Map(branches.map(({ name, outputs }) => [name, recordIn(outputs)]));
}

/** An interrupted run may leave a branch that has written nothing yet. */
function recordIn({ objects, protected: refused, guarded, joins }: Known['outputs']): BranchRecord {
  return { objects: texts(objects), protected: texts(refused), guarded: texts(guarded), joins: texts(joins) };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** How an object stands in the state. */
export interface Standing {
  /** Whether Pulumi refuses to delete it, or lets it go without deleting it. */
  readonly protect: boolean;
  /** Whether it would, were it not given up. */
  readonly guarded: boolean;
}

/** How the objects of the last run stand, also those of kinds that this program no longer knows. */
export function standings(before: readonly Known[]): (known: Known) => Standing {
  const records = [...recordsOf(before).values()];
  const written = new Set(records.flatMap(({ objects }) => objects));
  const refused = new Set(records.flatMap((record) => record.protected));
  const guarded = new Set(records.flatMap((record) => record.guarded));
  return ({ name }) => {
    if (written.has(name)) return { protect: refused.has(name), guarded: guarded.has(name) };
    // No branch has written it down.
    const byKind = isGuardedKind(name.split('/')[0] ?? '');
    return { protect: byKind, guarded: byKind };
  };
}
