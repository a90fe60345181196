import type { Problems } from '../../errors';
import type { ClusterDeclaration } from '../declare';
import type { Cluster, Link, Site } from '../model';
import { checkBlocks, checkDisjoint } from './blocks';
import { checkReach } from './reach';
import { checkName, checkUnique, items, label } from './shape';

/** Checks sites, address blocks and links of every cluster, alone and against those it talks to. */
export function checkClusters(
  declared: readonly ClusterDeclaration[],
  sites: readonly Site[],
  links: readonly Link[],
  problems: Problems,
): readonly Cluster[] {
  checkUnique(
    declared.map((cluster) => cluster.name),
    'cluster',
    problems.below('clusters'),
  );
  const clusters = declared.map((cluster) => listed(cluster, problems.below(`clusters/${label(cluster.name)}`)));
  const claimed = new Map<string, string>();
  const plans = clusters.map((cluster) => {
    const below = problems.below(`clusters/${label(cluster.name)}`);
    checkName(cluster.name, below);
    checkSites(cluster, sites, claimed, below);
    checkNeighbours(cluster, clusters, below);
    return { cluster, blocks: checkBlocks(cluster, sites, below) };
  });
  plans.forEach(({ cluster, blocks }, index) => {
    const below = problems.below(`clusters/${label(cluster.name)}`);
    checkDisjoint(blocks, blocks, below);
    const peers = plans.filter((other, at) => at !== index && talks(cluster, other.cluster) && at > index);
    peers.forEach((peer) => checkDisjoint(blocks, peer.blocks, below));
    checkReach(
      cluster,
      peers.map((peer) => peer.cluster),
      sites,
      links,
      below,
    );
  });
  return clusters;
}

/** The declaration with lists where lists are due. */
function listed(cluster: ClusterDeclaration, problems: Problems): Cluster {
  const sites = items(cluster.sites, problems, 'sites', 'a list of site names');
  const talksTo = items(cluster.talksTo ?? [], problems, 'talksTo', 'a list of cluster names');
  problems.check(sites.length > 0 || !Array.isArray(cluster.sites), {
    at: 'sites',
    got: sites,
    want: 'at least one site',
    fix: 'name the sites it spans',
  });
  return { ...cluster, sites, talksTo };
}

function checkSites(cluster: Cluster, sites: readonly Site[], claimed: Map<string, string>, problems: Problems): void {
  const named = cluster.sites;
  checkUnique(named, 'site', problems.below('sites'), 'name it once');
  for (const name of new Set(named)) {
    const site = sites.find((candidate) => candidate.name === name);
    problems.check(site !== undefined, {
      at: 'sites',
      got: name,
      want: `sites of the landscape (${sites.map((candidate) => label(candidate.name)).join(', ')})`,
      fix: 'correct the name, or declare the site',
    });
    const owner = claimed.get(name);
    problems.check(owner === undefined, {
      at: 'sites',
      got: `${label(name)}, which belongs to ${owner}`,
      want: 'every site in one cluster',
      fix: 'declare a site of its own for the hosts of the second cluster',
    });
    claimed.set(name, owner ?? label(cluster.name));
  }
  const voting = sites.filter((site) => named.includes(site.name) && site.role === 'witness');
  problems.check(voting.length === 0 || voting.length < named.length, {
    at: 'sites',
    got: 'only witness sites',
    want: 'at least one site that carries load',
    fix: 'add an active or standby site',
  });
}

function checkNeighbours(cluster: Cluster, clusters: readonly Cluster[], problems: Problems): void {
  for (const name of cluster.talksTo) {
    problems.check(name !== cluster.name && clusters.some((other) => other.name === name), {
      at: 'talksTo',
      got: name,
      want: `other clusters of the landscape (${others(cluster, clusters)})`,
      fix: 'correct the name, or declare the cluster',
    });
  }
}

function others(cluster: Cluster, clusters: readonly Cluster[]): string {
  const names = clusters.map((other) => other.name).filter((name) => name !== cluster.name);
  return names.map(label).join(', ') || 'there are none';
}

function talks(a: Cluster, b: Cluster): boolean {
  return a.talksTo.includes(b.name) || b.talksTo.includes(a.name);
}
