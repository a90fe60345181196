import type { Problems } from '../../errors';
import { overlap, parseCidr, type Cidr } from '../cidr';
import type { ClusterDeclaration } from '../declare';
import type { Cluster, Link, Site } from '../model';
import { checkBlock } from './addresses';
import { checkName, checkUnique, items } from './shape';

/** Every node takes a /24 of the pod block: `--node-cidr-mask-size`, default of kube-controller-manager. */
const POD_ADDRESSES_PER_NODE = 256;
/** kube-apiserver takes at most 20 bits of service addresses (pkg/controlplane/apiserver/options/validation.go). */
const LARGEST_SERVICE_PREFIX = 12;
const SMALLEST_SERVICE_PREFIX = 24;

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
  const clusters = declared.map((cluster) => ({ ...cluster, talksTo: cluster.talksTo ?? [] }));
  const claimed = new Map<string, string>();
  const plans = clusters.map((cluster) => {
    const below = problems.below(`clusters/${cluster.name}`);
    checkName(cluster.name, below);
    checkSites(cluster, sites, claimed, below);
    checkNeighbours(cluster, clusters, below);
    return { cluster, blocks: checkBlocks(cluster, sites, below) };
  });
  plans.forEach(({ cluster, blocks }, index) => {
    const below = problems.below(`clusters/${cluster.name}`);
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

interface Block {
  readonly name: string;
  readonly at: string;
  readonly cidr: Cidr;
}

function checkSites(cluster: Cluster, sites: readonly Site[], claimed: Map<string, string>, problems: Problems): void {
  const named = items(cluster.sites, problems, 'sites', 'a list of site names');
  problems.check(named.length > 0, {
    at: 'sites',
    got: named,
    want: 'at least one site',
    fix: 'name the sites it spans',
  });
  checkUnique(named, 'site', problems.below('sites'));
  for (const name of new Set(named)) {
    const site = sites.find((candidate) => candidate.name === name);
    problems.check(site !== undefined, {
      at: 'sites',
      got: name,
      want: `sites of the landscape (${sites.map((candidate) => candidate.name).join(', ')})`,
      fix: 'correct the name, or declare the site',
    });
    const owner = claimed.get(name);
    problems.check(owner === undefined, {
      at: 'sites',
      got: `${name}, which belongs to ${owner}`,
      want: 'every site in one cluster',
      fix: 'declare a site of its own for the hosts of the second cluster',
    });
    claimed.set(name, owner ?? cluster.name);
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
  for (const name of items(cluster.talksTo, problems, 'talksTo', 'a list of cluster names')) {
    problems.check(name !== cluster.name && clusters.some((other) => other.name === name), {
      at: 'talksTo',
      got: name,
      want: `other clusters of the landscape (${
        clusters
          .map((other) => other.name)
          .filter((other) => other !== cluster.name)
          .join(', ') || 'there are none'
      })`,
      fix: 'correct the name, or declare the cluster',
    });
  }
}

function checkBlocks(cluster: Cluster, sites: readonly Site[], problems: Problems): readonly Block[] {
  const name = cluster.name;
  const blocks: Block[] = [];
  const pods = checkBlock(cluster.pods, 'pods', problems);
  const services = checkBlock(cluster.services, 'services', problems);
  const own = sites.filter((site) => Array.isArray(cluster.sites) && cluster.sites.includes(site.name));
  const hosts = own.reduce((sum, site) => sum + site.hosts.length, 0);
  if (pods !== undefined) {
    const room = Math.floor((pods.last - pods.first + 1) / POD_ADDRESSES_PER_NODE);
    problems.check(room >= hosts, {
      at: 'pods',
      got: `${pods.text}, room for ${room} nodes`,
      want: `a /24 for each of ${hosts} hosts`,
      fix: `widen it to /${24 - Math.ceil(Math.log2(Math.max(1, hosts)))} or more`,
    });
    blocks.push({ name, at: 'pods', cidr: pods });
  }
  if (services !== undefined) {
    problems.check(services.prefix >= LARGEST_SERVICE_PREFIX && services.prefix <= SMALLEST_SERVICE_PREFIX, {
      at: 'services',
      got: services.text,
      want: `a block between /${LARGEST_SERVICE_PREFIX} and /${SMALLEST_SERVICE_PREFIX}`,
      fix: 'a /16 serves 65,000 services',
    });
    blocks.push({ name, at: 'services', cidr: services });
  }
  own.forEach((site) => {
    // A wrong subnet was reported where it stands.
    const cidr = parseCidr(site.subnet);
    if (cidr !== undefined) blocks.push({ name: site.name, at: 'subnet', cidr });
  });
  return blocks;
}

function checkDisjoint(mine: readonly Block[], theirs: readonly Block[], problems: Problems): void {
  mine.forEach((a, index) => {
    const others = mine === theirs ? theirs.slice(index + 1) : theirs;
    // Subnets were compared with each other for the whole landscape.
    others
      .filter((b) => overlap(a.cidr, b.cidr) && (a.at !== 'subnet' || b.at !== 'subnet'))
      .forEach((b) =>
        problems.add({
          at: a.at,
          got: `${a.cidr.text}, which overlaps ${b.at} ${b.cidr.text} of ${b.name}`,
          want: 'addresses that no pod, service or host in reach has twice',
          fix: 'choose another block for one of the two',
        }),
      );
  });
}

function checkReach(
  cluster: Cluster,
  peers: readonly Cluster[],
  sites: readonly Site[],
  links: readonly Link[],
  problems: Problems,
): void {
  const known = (names: readonly string[]) => sites.filter((site) => Array.isArray(names) && names.includes(site.name));
  const linked = new Set(links.flatMap(({ between: [a, b] }) => [`${a} ${b}`, `${b} ${a}`]));
  const own = known(cluster.sites);
  const inside = own.flatMap((a, index) => own.slice(index + 1).map((b) => [a, b] as const));
  // A witness arbitrates inside its own cluster only.
  const loaded = (list: readonly Site[]) => list.filter((site) => site.role !== 'witness');
  const across = peers.flatMap((peer) =>
    loaded(own).flatMap((a) => loaded(known(peer.sites)).map((b) => [a, b] as const)),
  );
  for (const [a, b] of [...inside, ...across]) {
    problems.check(linked.has(`${a.name} ${b.name}`), {
      at: 'links',
      got: `no round trip time between ${a.name} and ${b.name}`,
      want: 'a link for each two sites that must reach each other',
      fix: `link('${a.name}', '${b.name}', { rtt: Duration.millis(…) })`,
    });
  }
}

function talks(a: Cluster, b: Cluster): boolean {
  return a.talksTo.includes(b.name) || b.talksTo.includes(a.name);
}
