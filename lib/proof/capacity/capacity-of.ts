import type { Environment } from '../../core';
import type { Host, Site } from '../../landscape';
import type { Model } from '../model/model';
import type { Amount, Capacity } from './capacity';
import { freedBy, type Load, loadOf, type Members, membersOf, NOTHING, plus, times } from './load';
import { memoryOf, PODS_PER_HOST } from './reserve';
import type { Hosts } from './room';
import { spaceOf, type Store, storesOf } from './store';

/** Hosts that are lost together. */
interface Part {
  readonly name: string;
  readonly hosts: readonly Host[];
}

/** What a cluster has and carries, counted once for all losses. */
interface Whole {
  readonly all: Load;
  readonly asked: Load;
  /** Members by each host on which they may stand. */
  readonly on: ReadonlyMap<string, readonly Members[]>;
  readonly stores: readonly Store[];
}

/**
 * What hosts have beside what asks for it: with everything, without each site, without the rack and without the host
 * whose loss leaves least. How full the disks are nobody declares: of storage nothing is asked.
 */
export function capacityOf(environment: Environment, model: Model): readonly Capacity[] {
  const whole = wholeOf(environment.hosts, model);
  const without = (parts: readonly Part[]) => parts.map((part) => capacity(whole, part));
  const worst = (parts: readonly Part[]) => without(parts).reduce<readonly Capacity[]>(tighter, []);
  const { sites, hosts } = environment;
  return [
    capacity(whole, { name: '', hosts: [] }),
    ...without(sites.map((site) => ({ name: `site ${site.name}`, hosts: site.hosts }))),
    ...worst(sites.flatMap(racksOf)),
    ...worst(hosts.map((host) => ({ name: `host ${host.name}`, hosts: [host] }))),
  ];
}

function racksOf({ name, racks, hosts }: Site): readonly Part[] {
  return racks
    .map((rack) => ({ name: `rack ${rack} of ${name}`, hosts: hosts.filter((host) => host.rack === rack) }))
    .filter((part) => part.hosts.length > 0);
}

function wholeOf(hosts: readonly Host[], model: Model): Whole {
  const known: Hosts = new Map(hosts.map((host) => [host.name, host]));
  const members = membersOf(model.things, known);
  const on = new Map<string, Members[]>();
  for (const member of members)
    for (const host of member.stand.hosts) {
      const others = on.get(host);
      if (others === undefined) on.set(host, [member]);
      else others.push(member);
    }
  return { all: offered(hosts), asked: loadOf(members), on, stores: storesOf(model.things, known) };
}

function offered(hosts: readonly Host[]): Load {
  return hosts.map((host) => ({ cpu: host.cpu, memory: memoryOf(host), pods: PODS_PER_HOST })).reduce(plus, NOTHING);
}

function capacity({ all, asked, on, stores }: Whole, { name, hosts }: Part): Capacity {
  const touched = [...new Set(hosts.flatMap((host) => on.get(host.name) ?? []))];
  const total = plus(all, times(offered(hosts), -1));
  const need = plus(asked, times(freedBy(touched, hosts), -1));
  return {
    after: name === '' ? 'everything' : `without ${name}`,
    cpu: { total: total.cpu, asked: rounded(need.cpu) },
    memory: { total: total.memory, asked: need.memory },
    pods: { total: total.pods, asked: need.pods },
    storage: { total: Math.floor(spaceOf(stores, hosts)), asked: 0 },
  };
}

/** Thousandths are what a pod can ask for; sums of fractions have more digits. */
function rounded(cpu: number): number {
  return Math.round(cpu * 1000) / 1000;
}

/** The one whose scarcest part is asked for more; of equals the one that leaves fewer CPUs, then less storage. */
function tighter([worst]: readonly Capacity[], next: Capacity): readonly Capacity[] {
  if (worst === undefined) return [next];
  const scarce = ({ cpu, memory, pods }: Capacity) => Math.max(...[cpu, memory, pods].map(share));
  const gain =
    scarce(next) - scarce(worst) || worst.cpu.total - next.cpu.total || worst.storage.total - next.storage.total;
  return [gain > 0 ? next : worst];
}

function share({ asked, total }: Amount): number {
  return asked === 0 ? 0 : asked / total;
}
