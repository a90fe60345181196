import type { Replicas } from 'tripod-iac/core';
import { layouts, placedAnew, type Spots } from './placements';
import { served, type Words } from './words';
import type { Stage, World } from './world';

/** Pods of one group: where they run, how many wait for a place, and how many nobody may start elsewhere. */
interface Pods {
  readonly running: Spots;
  readonly pending: number;
  readonly stuck: number;
}

type Fleet = readonly Pods[];

/** What becomes of equal servers, for each placement and each way in which the scheduler can choose. */
export function* playReplicas(fact: Replicas, stages: readonly Stage[], whole: World): Iterable<Words> {
  const total = fact.groups.reduce((sum, { count }) => sum + count, 0);
  let fleets: readonly Fleet[] = layouts(whole, fact.groups).map((layout) =>
    layout.map((running) => ({ running: [...running].sort(), pending: 0, stuck: 0 })),
  );
  for (const { blow, before, after } of stages) {
    if (blow.repaired === true) fleets = distinct(fleets.flatMap((fleet) => settled(fact, freed(fact, fleet), before)));
    const drained = (blow.drained ?? []).filter((host) => before.up(host));
    if (drained.length > 0) fleets = distinct(fleets.flatMap((fleet) => emptied(fact, fleet, drained, before)));
    fleets = distinct(fleets.flatMap((fleet) => settled(fact, struck(fact, fleet, after), after)));
  }
  const last = stages.at(-1)?.after ?? whole;
  for (const fleet of fleets) {
    const running = fleet.flatMap((pods) => pods.running);
    const few = running.length < (fact.minimum ?? 1);
    const all = running.length === total && meet(running, last);
    yield { ...served(few ? 'down' : all ? 'available' : 'degraded'), data: 'safe' };
  }
}

function struck(fact: Replicas, fleet: Fleet, world: World): Fleet {
  return fleet.map(({ running, pending, stuck }) => {
    const left = running.filter((host) => world.up(host));
    const gone = running.length - left.length;
    const mayStart = fact.moves !== undefined && (fact.volume !== true || fact.fencing !== undefined);
    return mayStart
      ? { running: left, pending: pending + gone, stuck }
      : { running: left, pending, stuck: stuck + gone };
  });
}

/** After repair somebody has made sure that what was lost is off. */
function freed(fact: Replicas, fleet: Fleet): Fleet {
  if (fact.moves === undefined) return fleet;
  return fleet.map(({ running, pending, stuck }) => ({ running, pending: pending + stuck, stuck: 0 }));
}

/** Those that wait start wherever the rules let them. */
function settled(fact: Replicas, fleet: Fleet, world: World): readonly Fleet[] {
  return fact.groups.reduce<readonly Fleet[]>(
    (before, group, index) => {
      const { running, pending, stuck } = fleet[index] ?? { running: [], pending: 0, stuck: 0 };
      const takes = (host: string) => world.up(host) && !world.drained.has(host);
      const ways = placedAnew(world, group, running, pending, takes);
      return before.flatMap((done) =>
        ways.map((way) => [...done, { running: way.spots, pending: way.pending, stuck }]),
      );
    },
    [[]],
  );
}

/** A drain stops one pod after the other, as long as the budget lets it; each is started elsewhere before the next. */
function emptied(fact: Replicas, fleet: Fleet, drained: readonly string[], before: World): readonly Fleet[] {
  const total = fact.groups.reduce((sum, { count }) => sum + count, 0);
  const missing = total - runningIn(fleet);
  if (fact.moves === undefined || missing >= (fact.maxUnavailable ?? Infinity)) return [fleet];
  const world = before.after({ drained });
  const next = fleet.flatMap((pods, index) =>
    [...new Set(pods.running)]
      .filter((host) => drained.includes(host))
      .flatMap((host) => {
        const at = pods.running.indexOf(host);
        const fewer = { ...pods, running: pods.running.filter((_, each) => each !== at), pending: pods.pending + 1 };
        return settled(fact, fleet.with(index, fewer), world);
      }),
  );
  return next.length === 0 ? [fleet] : distinct(next.flatMap((each) => emptied(fact, each, drained, before)));
}

function runningIn(fleet: Fleet): number {
  return fleet.reduce((sum, { running }) => sum + running.length, 0);
}

/** Behind a cut each side carries its own load with what it has. */
function meet(hosts: readonly string[], world: World): boolean {
  const sites = [...new Set(hosts.map((host) => world.siteOf(host)))];
  return sites.every((a) => sites.every((b) => world.reaches(a, b)));
}

function distinct(fleets: readonly Fleet[]): readonly Fleet[] {
  return [...new Map(fleets.map((fleet) => [JSON.stringify(fleet), fleet])).values()];
}
