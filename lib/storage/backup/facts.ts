import { Fact } from '../../core';
import { VELERO } from './operator/names';
import type { Settled } from './props';

/** What the proof has to know of the store. @param site of the landscape at which it stands */
export function storeFacts(endpoint: string, site: string | undefined): readonly Fact[] {
  const store = storeOf(endpoint);
  return [Fact.outside(store, site), Fact.dependsOn(VELERO, store)];
}

/**
 * Copies of what a schedule covers, as old as an interval and a run where each run succeeds: one that fails adds an
 * interval, which no fact counts.
 */
export function copiesOf({ covers = [], interval, timeout }: Settled, place: string): readonly Fact[] {
  return covers.map((thing) => Fact.asyncCopy(thing, { to: place, interval, transfer: timeout }));
}

/** What a store is called in the proof, also by others that use it. */
export function storeOf(endpoint: string): string {
  return `object store ${new URL(endpoint).host}`;
}
