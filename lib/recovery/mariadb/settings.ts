import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import type { Environment, StorageClassRef } from '../../core';
import type { Host, Site } from '../../landscape';
import { isList, isWhole } from '../../errors';
import type { Witness } from '../witness/witness';
import type { MariaDbProps } from './props';

/** The props with every default filled in. Whether they are right is checked apart from it. */
export interface Settings {
  readonly witness: Witness;
  readonly volumes: StorageClassRef;
  readonly size: Size;
  readonly replicas: number;
  /** Hosts as they are named, also where there is none of that name. */
  readonly hosts: readonly string[];
  readonly arbitrator: string | undefined;
  readonly rpo: Duration | undefined;
  readonly lag: Duration;
  readonly binlogs: Duration;
  readonly domain: number;
  readonly namespace: string;
  readonly cpu: Cpu;
  readonly memory: Size;
}

export function settingsOf(props: MariaDbProps, environment: Environment): Settings {
  const { witness, volumes, follows, size = Size.gibibytes(100), replicas = 1, namespace = 'mariadb' } = props ?? {};
  const { lag = Duration.seconds(2), binlogs = Duration.days(7), cpu = Cpu.units(2) } = props ?? {};
  const { memory = Size.gibibytes(4), domain = (follows?.settings?.domain ?? 0) + 1 } = props ?? {};
  const hosts = props?.hosts ?? inTurn(environment.dataSites, isWhole(replicas, 1, 99) ? replicas : 1);
  const arbitrator = props?.arbitrator ?? defaultArbitrator(environment, hosts);
  const rpo = props?.rpo ?? environment.objectives.city?.rpo;
  return { witness, volumes, size, replicas, hosts, arbitrator, rpo, lag, binlogs, domain, namespace, cpu, memory };
}

/** The first workers of each site, one site after the other. */
function inTurn(sites: readonly Site[], count: number): readonly string[] {
  const workers = sites.map(({ hosts }) => hosts.filter(({ roles }) => roles.includes('worker')));
  const most = Math.max(0, ...workers.map((each) => each.length));
  return Array.from({ length: most }, (_, index) => workers.flatMap((each) => each[index]?.name ?? []))
    .flat()
    .slice(0, count);
}

/** A vote from outside, where the loss of one of the sites would leave no more than half. */
function defaultArbitrator(environment: Environment, hosts: readonly string[]): string | undefined {
  if (!isList(hosts) || hosts.length < 2) return undefined;
  if (survivesEachSite(votesBySite(environment, hosts)) && hosts.length > 2) return undefined;
  const witnesses = environment.sites.filter(({ role }) => role === 'witness');
  return witnesses.flatMap((site) => site.hosts).find(({ roles }) => roles.includes('voter'))?.name;
}

/** Votes of each site with a vote. */
export function votesBySite(environment: Environment, hosts: readonly string[]): ReadonlyMap<string, number> {
  const votes = new Map<string, number>();
  for (const { site } of hostsOf(environment, hosts)) votes.set(site, (votes.get(site) ?? 0) + 1);
  return votes;
}

/** Whether more than half of the votes are left without any one site; where all stand in one, no site is to be lost. */
export function survivesEachSite(votes: ReadonlyMap<string, number>): boolean {
  const all = [...votes.values()].reduce((sum, each) => sum + each, 0);
  return votes.size < 2 || [...votes.values()].every((each) => 2 * (all - each) > all);
}

/** Hosts of the environment by their names, in that order. */
export function hostsOf(environment: Environment, names: readonly string[]): readonly Host[] {
  return names.flatMap((name) => environment.hosts.find((host) => host.name === name) ?? []);
}
