import type { Rendering } from 'tripod-iac';
import type { Cluster } from '../ha/cluster/cluster';
import type { Machine } from '../world';

/** A cluster that is never started, for what is chosen before a fault: the second master leads, the first of each site holds its VIP. */
export function restingCluster({ environment }: Rendering): Cluster {
  const machines = environment.hosts.map(({ name, site }) => ({ name, site }) as Machine);
  const holderOf = (site: string) => machines.find((machine) => machine.site === site);
  let leader = machines[1];
  const resting: Pick<Cluster, 'machines' | 'at'> & Record<string, unknown> = {
    machines,
    at: (site) => machines.filter((machine) => machine.site === site),
    statuses: () =>
      Promise.resolve(
        machines.map((machine) => ({
          machine,
          leads: machine === leader,
          holdsVip: machine === holderOf(machine.site),
        })),
      ),
    leader: () => Promise.resolve(leader),
    lead: (machine: Machine) => Promise.resolve(void (leader = machine)),
    vipHolder: (site: string) => Promise.resolve(holderOf(site)),
  };
  return resting as unknown as Cluster;
}
