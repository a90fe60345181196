import type { Host } from '../../landscape';
import type { Model, Thing } from '../model/model';
import { type Part, partsOf } from './parts';

/** Hosts whose loss does the same to some things; the first stands for all of them. */
export interface HostClass {
  readonly hosts: readonly Host[];
  /** Whether nothing of the things stands or may stand on them. */
  readonly idle: boolean;
}

/**
 * Sorts hosts by the part that they play for some things: members of the same groups in the same site, and rack where a
 * rule speaks of racks. What is asked of 1,000 hosts is then asked of a few.
 */
export function classesOf(model: Model, things: readonly Thing[], hosts: readonly Host[]): readonly HostClass[] {
  const parts = things.map((thing) => partsOf(model, thing));
  const classes = new Map<string, Host[]>();
  for (const host of hosts) {
    const key = parts.map((part) => nameOf(part.get(host.name))).join('|');
    const known = classes.get(key);
    if (known === undefined) classes.set(key, [host]);
    else known.push(host);
  }
  const idle = parts.map(() => '').join('|');
  return [...classes].map(([key, own]) => ({ hosts: own, idle: key === idle }));
}

function nameOf(part: Part | undefined): string {
  return part === undefined ? '' : `${part.key} ${part.rack}`;
}
