import { isBranch } from '../parents';
import type { PlannedResource } from '../plan/resource';
import { groupBy } from '../../../core/order/group';
import type { Known } from './read';
import { recordsOf } from './recorded';

/**
 * URN that a component had under an earlier name, by its name of today. A component that is new is an old one if it has
 * more than half of what that held; where several are alike, the one with the most, then the first by name.
 */
export function earlierNames(
  before: readonly Known[],
  planned: readonly PlannedResource[],
): ReadonlyMap<string, string> {
  const urns = new Map(before.filter(({ type }) => isBranch(type)).map(({ name, urn }) => [name, urn]));
  const now = groupBy(planned, ({ component }) => component);
  const lost = [...recordsOf(before)].filter(([name]) => !now.has(name));
  const fresh = [...now].filter(([name]) => !urns.has(name));
  const matches = lost.flatMap(([from, { objects }]) =>
    fresh.flatMap(([to, resources]) => {
      const held = new Set(objects);
      const common = resources.filter(({ name }) => held.has(name)).length;
      return common * 2 > objects.length ? [{ from, to, common }] : [];
    }),
  );
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of matches.sort(byMostCommon)) {
    const urn = urns.get(from);
    if (urn === undefined || found.has(to) || taken.has(from)) continue;
    found.set(to, urn);
    taken.add(from);
  }
  return found;
}

interface Match {
  readonly from: string;
  readonly to: string;
  readonly common: number;
}

function byMostCommon(a: Match, b: Match): number {
  return b.common - a.common || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1);
}
