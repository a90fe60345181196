import type { PlannedResource } from '../plan/resource';
import type { Known } from '../state/read';
import { recordsOf } from '../state/recorded';

/**
 * Names of what joined the environment to others in the run before, leaves the stack in this one, and stays in the cluster.
 * The last run wrote them down: this program may know nothing of the mirror any more.
 */
export function leftBehind(
  planned: readonly Pick<PlannedResource, 'name'>[],
  before: readonly Known[],
): ReadonlySet<string> {
  const now = new Set(planned.map(({ name }) => name));
  const held = new Set(before.map(({ name }) => name));
  const joined = [...recordsOf(before).values()].flatMap(({ joins }) => joins);
  return new Set(joined.filter((name) => held.has(name) && !now.has(name)));
}
