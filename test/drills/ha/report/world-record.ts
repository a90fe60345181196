import { FAULT_KINDS, type FaultKind } from '../judge/fault-kind';
import { type Timer, timers } from '../judge/timers';
import type { Testbed } from '../testbed';
import { fingerprint } from '../versions';
import { acknowledged } from '../writer/log';
import { longestRtt, type WorldPlan } from '../worlds';
import type { WorldRecord } from './record';

/** Looks a last time at a world whose clients have ended: what of their writes each member of etcd has itself. */
export async function worldRecord(
  { name, title, users }: WorldPlan,
  { cluster, writers }: Testbed,
  rest: Pick<WorldRecord, 'made' | 'took' | 'memory'>,
): Promise<WorldRecord> {
  const { rendering } = cluster.world;
  const writes = writers.flatMap(({ requests }) => requests.filter(({ kind }) => kind === 'write'));
  const promised = writes.filter(acknowledged);
  const members = await Promise.all(
    cluster.machines.map(async (machine) => {
      const copies = await cluster.ownCopies(machine);
      return { name: machine.name, missing: promised.filter(({ object }) => !copies.has(object)).length };
    }),
  );
  return {
    name,
    title,
    ...rest,
    files: fingerprint(rendering),
    writes: { sent: writes.length, acknowledged: promised.length },
    members,
    timers: timersOf(cluster.at(users[0] ?? '').length, longestRtt(rendering)),
  };
}

function timersOf(mastersOfSite: number, rtt: number): Readonly<Record<FaultKind, readonly Timer[]>> {
  const kinds = Object.keys(FAULT_KINDS) as FaultKind[];
  const rows = kinds.map((kind) => [kind, timers(kind, mastersOfSite, rtt)]);
  return Object.fromEntries(rows) as Record<FaultKind, readonly Timer[]>;
}
