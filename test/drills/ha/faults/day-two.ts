import { join, KUBECTL, type Machine } from '../../world';
import type { Cluster } from '../cluster/cluster';
import { now } from '../clock';
import { one, powerCut } from './hosts';
import type { Fault } from './fault';

/** Milliseconds that a machine may take to join, from its power-on: measured were 5 to 9 s, without any image to pull. */
const JOIN = 60_000;

/** What the plans of day two say, done under load. */
export const DAY_TWO_FAULTS: readonly Fault[] = [
  {
    name: 'restart',
    title: 'the API servers of all masters, one after the other, by tripod-restart',
    kind: 'restart',
    world: 'one-site',
    times: 1,
    seconds: 65,
    quick: true,
    prepare: (cluster) =>
      Promise.resolve({
        target: `kube-apiserver on ${cluster.machines.map(({ name }) => name).join(', ')}`,
        inject: async () => {
          for (const machine of cluster.machines) {
            await machine.must('tripod-restart kube-apiserver');
            cluster.signal.throwIfAborted();
          }
        },
      }),
  },
  {
    name: 'replacement',
    title: 'a master lost with its disk: its member removed, its node deleted, a new machine joined',
    kind: 'replacement',
    world: 'one-site',
    times: 2,
    seconds: 35,
    prepare: async (cluster, turn) => {
      const holder = await cluster.vipHolder('sh-a');
      // The first master once, too: nothing may hang on it.
      const victim = turn === 0 ? one(cluster.machines.find((machine) => machine !== holder)) : holder;
      const { proved, inject } = powerCut(cluster, [victim], '');
      return {
        target: `${victim.name} with its disk`,
        proved,
        inject: async () => {
          await inject();
          victim.loseDisk();
        },
        repair: async () => [{ what: victim.name, took: await replace(cluster, victim), allowed: JOIN }],
      };
    },
  },
];

/** As the plan has it: remove before add, then join like any further master. Milliseconds that the machine took. */
async function replace(cluster: Cluster, victim: Machine): Promise<number> {
  const survivor = one(cluster.machines.find((machine) => machine !== victim));
  await survivor.must(`tripod-etcd remove ${victim.name}`);
  await survivor.must(`${KUBECTL} delete node ${victim.name} --ignore-not-found`);
  const begin = now();
  await victim.powerOn();
  await join(cluster.world, victim);
  await cluster.serves(victim);
  return now() - begin;
}
