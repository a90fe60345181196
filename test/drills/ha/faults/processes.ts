import { loss } from 'tripod-iac/proof';
import type { Machine, ProcessName } from '../../world';
import type { Cluster } from '../cluster/cluster';
import type { Fault, Injection } from './fault';
import { one } from './hosts';

/** Processes that are killed, and that their host starts again. */
export const PROCESS_FAULTS: readonly Fault[] = [
  {
    name: 'api-server',
    title: 'an API server: that of the VIP holder, of the leader, of another',
    kind: 'api-server',
    world: 'one-site',
    times: 3,
    seconds: 18,
    quick: true,
    prepare: async (cluster, turn) => {
      const statuses = await cluster.statuses();
      const wanted = [
        statuses.find(({ holdsVip }) => holdsVip),
        statuses.find(({ leads }) => leads),
        statuses.find(({ holdsVip, leads }) => !holdsVip && !leads),
      ];
      const whose = ['of the VIP holder', 'of the leader', 'of another'];
      return killed(cluster, one(wanted[turn % 3]).machine, 'kube-apiserver', whose[turn % 3] ?? '');
    },
  },
  {
    name: 'haproxy',
    title: 'the load balancer of the VIP holder',
    kind: 'haproxy',
    world: 'one-site',
    times: 3,
    seconds: 10,
    quick: true,
    prepare: async (cluster) => killed(cluster, await cluster.vipHolder('sh-a'), 'haproxy', 'of the VIP holder'),
  },
  {
    name: 'keepalived',
    title: 'the VRRP daemon of the VIP holder, which leaves the VIP where it was',
    kind: 'keepalived',
    world: 'one-site',
    times: 2,
    seconds: 10,
    prepare: async (cluster) => killed(cluster, await cluster.vipHolder('sh-a'), 'keepalived', 'of the VIP holder'),
  },
];

function killed(cluster: Cluster, machine: Machine, process: ProcessName, whose: string): Injection {
  return {
    target: `${process} on ${machine.name} (${whose})`,
    proved: loss.process(process, machine.name),
    inject: async () => {
      machine.kill(process);
      // The kernel takes a moment to end it, in which it would still look well.
      await cluster.pause(100);
    },
  };
}
