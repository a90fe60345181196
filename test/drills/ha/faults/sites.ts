import { type Loss, loss } from 'tripod-iac/proof';
import type { Cluster } from '../cluster/cluster';
import { allowedReturn } from '../judge/allowed-return';
import { now } from '../clock';
import { longestRtt } from '../worlds';
import { one, powerCut } from './hosts';
import type { Fault, Injection } from './fault';

const SITES = ['sh-a', 'sh-b', 'sh-w'];

/** Whole sites, and the links between them. */
export const SITE_FAULTS: readonly Fault[] = [
  {
    name: 'site',
    title: 'all hosts of a site: a data site that leads etcd, one that does not, the witness',
    kind: 'site',
    world: 'three-sites',
    times: 3,
    seconds: 30,
    prepare: async (cluster, turn) => {
      const lost = SITES[turn % 3] ?? '';
      await leadFrom(cluster, 'sh-a');
      const what = turn % 3 === 0 ? 'with the leader' : 'leader elsewhere';
      return powerCut(cluster, cluster.at(lost), what, loss.site(lost));
    },
  },
  {
    name: 'link',
    title: 'the link between the data sites, with the leader in each place',
    kind: 'link',
    world: 'three-sites',
    times: 3,
    seconds: 22,
    prepare: async (cluster, turn) => {
      const leader = SITES[turn % 3] ?? '';
      await leadFrom(cluster, leader);
      return cut(cluster, [['sh-a', 'sh-b']], `sh-a–sh-b, leader in ${leader}`, loss.link('sh-a', 'sh-b'));
    },
  },
  {
    name: 'isolation',
    title: 'a data site cut off from both others, with the leader and without',
    kind: 'partition',
    world: 'three-sites',
    times: 3,
    seconds: 25,
    prepare: async (cluster, turn) => {
      const [site = '', other = ''] = turn % 2 === 0 ? ['sh-a', 'sh-b'] : ['sh-b', 'sh-a'];
      await leadFrom(cluster, turn % 2 === 0 ? site : other);
      const pairs = SITES.filter((name) => name !== site).map((name) => [site, name] as const);
      const what = `${site} from all others, ${turn % 2 === 0 ? 'with the leader' : `leader in ${other}`}`;
      return { ...cut(cluster, pairs, what, loss.partition(site)), withoutQuorum: cluster.at(site) };
    },
  },
  {
    name: 'vip-holder-of-site',
    title: 'the master that holds the VIP of a data site of two',
    kind: 'host',
    world: 'three-sites',
    times: 2,
    seconds: 25,
    prepare: async (cluster, turn) =>
      powerCut(cluster, [await cluster.vipHolder(SITES[turn % 2] ?? '')], `VIP of ${SITES[turn % 2]}`),
  },
];

function cut(cluster: Cluster, cuts: readonly (readonly [string, string])[], target: string, proved: Loss): Injection {
  const { world } = cluster;
  return {
    target,
    proved,
    inject: async () => {
      for (const [a, b] of cuts) await world.cut(a, b);
    },
    repair: async () => {
      const begin = now();
      for (const [a, b] of cuts) await world.heal(a, b);
      await cluster.healed();
      return [{ what: 'all masters', took: now() - begin, allowed: allowedReturn(0, longestRtt(world.rendering)) }];
    },
  };
}

async function leadFrom(cluster: Cluster, site: string): Promise<void> {
  if ((await cluster.leader()).site !== site) await cluster.lead(one(cluster.at(site)[0]));
}
