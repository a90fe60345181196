import { Duration } from 'cdk8s';
import { type Environment, Fact, placed, resolvesNames, toStart } from '../../../core';
import { ETCD, KUBERNETES_API } from '../../../hosts';
import type { RunTime } from './run-time';
import { SNAPSHOTS, type Store } from './store';

interface Snapshots {
  readonly interval: Duration;
  readonly run: RunTime;
  readonly store: Store;
}

/**
 * What the proof has to know. A copy is as old as an interval and a run at most, where each run succeeds: one that fails all
 * its attempts adds an interval, which no fact counts.
 * @param template of the pods, as it is sent
 * @param place where the store stands, by the name of a site if it stands in one
 */
export function factsOf(
  { interval, run, store }: Snapshots,
  template: object,
  { hosts }: Environment,
  place: string,
  site: string | undefined,
): readonly Fact[] {
  const objectStore = `object store ${new URL(store.endpoint).host}`;
  return [
    Fact.asyncCopy(ETCD, { to: place, interval, transfer: run.total }),
    // Between two runs there is none, and nobody misses it; one that is lost is made up for by the next.
    Fact.replicas(SNAPSHOTS, {
      groups: [placed(template, hosts, 1)],
      minimum: 0,
      moves: Duration.seconds(interval.toSeconds() + run.total.toSeconds()),
    }),
    Fact.outside(objectStore, site),
    Fact.dependsOn(SNAPSHOTS, objectStore),
    Fact.dependsOn(SNAPSHOTS, ETCD),
    Fact.dependsOn(SNAPSHOTS, KUBERNETES_API),
    resolvesNames(SNAPSHOTS),
    ...toStart(SNAPSHOTS),
  ];
}
