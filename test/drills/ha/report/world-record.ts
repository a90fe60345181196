import type { Testbed } from '../testbed';
import { fingerprint } from '../versions';
import { acknowledged } from '../writer/log';
import type { WorldPlan } from '../worlds';
import type { WorldRecord } from './record';
import { reactionsOf } from './reactions';

/** Looks a last time at a world whose clients have ended: what of their writes each member of etcd has itself. */
export async function worldRecord(
  { name, title }: WorldPlan,
  { cluster, writers }: Testbed,
  rest: Pick<WorldRecord, 'made' | 'took' | 'memory' | 'proof'>,
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
    reactions: reactionsOf(rendering),
  };
}
