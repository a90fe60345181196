import { type Environment, nodeTaints, roleLabel } from '../../core';
import type { Host, Site } from '../../landscape';

/** A host on which pods of the stack may run. */
export type ElasticHost = Pick<Host, 'name' | 'rack' | 'memory'>;

/** One zone of the stack. */
export interface ElasticSite {
  /** Value of the node label `topology.kubernetes.io/zone`; at most 16 characters, since node sets are named after it. */
  readonly name: string;
  /** `data` holds a copy of every line and a master, `tiebreaker` only votes. */
  readonly role: 'data' | 'tiebreaker';
  /** Hosts on which its pods may run. */
  readonly hosts: readonly ElasticHost[];
}

/**
 * Sites of an environment: data on the workers of every site that is no witness. Of two such sites neither may decide
 * alone, so the first witness with a voter or a worker breaks ties.
 */
export function sitesOf(environment: Environment): readonly ElasticSite[] {
  const data = environment.dataSites.map((site): ElasticSite => ({
    name: site.name,
    role: 'data',
    hosts: workersOf(site),
  }));
  if (data.length !== 2) return data;
  const witness = environment.sites.find((site) => site.role === 'witness' && votersOf(site).length > 0);
  if (witness === undefined) return data;
  return [...data, { name: witness.name, role: 'tiebreaker', hosts: votersOf(witness) }];
}

function workersOf(site: Site): readonly Host[] {
  return site.hosts.filter((host) => nodeTaints(host).length === 0);
}

/** Hosts with no taint but that of the voters, which the tiebreaker tolerates. */
function votersOf(site: Site): readonly Host[] {
  return site.hosts.filter((host) => nodeTaints(host).every(({ key }) => key === roleLabel('voter')));
}

/** Racks of the hosts, each once. */
export function racksOf(site: ElasticSite): readonly string[] {
  return [...new Set(site.hosts.map(({ rack }) => rack))];
}
