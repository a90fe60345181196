import { type Loss, loss } from 'tripod-iac/proof';
import type { Machine } from '../../world';
import type { Cluster } from '../cluster/cluster';
import type { Recovery } from '../judge/round';
import { allowedReturn } from '../judge/allowed-return';
import { now } from '../clock';
import { longestRtt } from '../worlds';
import type { Fault, Injection } from './fault';

/** Hosts of the first site that lose their power, one at a time or several. */
export const HOST_FAULTS: readonly Fault[] = [
  {
    name: 'bystander',
    title: 'a master that neither holds the VIP nor leads etcd',
    kind: 'host',
    world: 'one-site',
    times: 3,
    seconds: 22,
    prepare: async (cluster) => {
      const statuses = await cluster.statuses();
      const bystander = statuses.find(({ leads, holdsVip }) => !leads && !holdsVip);
      return powerCut(cluster, [one(bystander?.machine)], 'neither VIP nor leader');
    },
  },
  {
    name: 'vip-holder',
    title: 'the master that holds the VIP; every third time it leads etcd, too',
    kind: 'host',
    world: 'one-site',
    times: 3,
    seconds: 22,
    quick: true,
    prepare: async (cluster, turn) => {
      const holder = await cluster.vipHolder('sh-a');
      const leads = turn % 3 === 2;
      await cluster.lead(leads ? holder : one(cluster.machines.find((machine) => machine !== holder)));
      return powerCut(cluster, [holder], leads ? 'VIP and leader' : 'VIP');
    },
  },
  {
    name: 'leader',
    title: 'the master that leads etcd, and does not hold the VIP',
    kind: 'host',
    world: 'one-site',
    times: 3,
    seconds: 22,
    quick: true,
    prepare: async (cluster) => {
      const holder = await cluster.vipHolder('sh-a');
      const leader = await cluster.leader();
      const victim = leader === holder ? one(cluster.machines.find((machine) => machine !== holder)) : leader;
      await cluster.lead(victim);
      return powerCut(cluster, [victim], 'leader');
    },
  },
  {
    name: 'majority',
    title: 'two of three masters at once: nothing may be accepted until one returns',
    kind: 'majority',
    world: 'one-site',
    times: 1,
    seconds: 35,
    quick: true,
    prepare: async (cluster) => {
      const holder = await cluster.vipHolder('sh-a');
      const other = one(cluster.machines.find((machine) => machine !== holder));
      const survivors = cluster.machines.filter((machine) => machine !== holder && machine !== other);
      return {
        ...powerCut(cluster, [holder, other], 'two of three'),
        withoutQuorum: survivors,
        // With the first of them the majority is back, though one peer does not answer it.
        repair: async () => [await turnOn(cluster, holder, 1), await turnOn(cluster, other, 0)],
      };
    },
  },
  {
    name: 'cold-start',
    title: 'all masters at once, and all at once back',
    kind: 'cold-start',
    world: 'one-site',
    times: 1,
    seconds: 30,
    prepare: (cluster) => Promise.resolve(powerCut(cluster, cluster.machines, 'everything')),
  },
];

/** Hosts lose their power at once, and get it back at once. @param proved what the proof calls it */
export function powerCut(
  cluster: Cluster,
  victims: readonly Machine[],
  what: string,
  proved: Loss = powerOf(cluster, victims),
): Injection {
  return {
    target: `${victims.map(({ name }) => name).join(' and ')} (${what})`,
    proved,
    inject: async () => {
      await Promise.all(victims.map((machine) => machine.powerOff()));
    },
    // Each may find the others away that start beside it.
    repair: () => Promise.all(victims.map((machine) => turnOn(cluster, machine, victims.length - 1))),
  };
}

/** One host is proved as lost; several have their names in the order of the landscape. */
function powerOf({ machines }: Cluster, victims: readonly Machine[]): Loss {
  const [first = '', ...others] = machines.filter((machine) => victims.includes(machine)).map(({ name }) => name);
  return others.length === 0 ? loss.host(first) : loss.power(first, ...others);
}

async function turnOn(cluster: Cluster, machine: Machine, deadPeers: number): Promise<Recovery> {
  const begin = now();
  await machine.boot();
  await cluster.serves(machine);
  const allowed = allowedReturn(deadPeers, longestRtt(cluster.world.rendering));
  return { what: machine.name, took: now() - begin, allowed };
}

export function one<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('the drill found nothing to strike: is the cluster whole?');
  return found;
}
