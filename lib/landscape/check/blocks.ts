import type { Problems } from '../../errors';
import { overlap, parseCidr, type Cidr } from '../cidr';
import type { Cluster, Site } from '../model';
import { checkBlock } from './addresses';
import { label } from './shape';

/** Every node takes a /24 of the pod block: `--node-cidr-mask-size`, default of kube-controller-manager. */
const POD_ADDRESSES_PER_NODE = 256;
/** kube-apiserver takes at most 20 bits of service addresses (pkg/controlplane/apiserver/options/validation.go). */
const LARGEST_SERVICE_PREFIX = 12;
const SMALLEST_SERVICE_PREFIX = 24;

/** Addresses of a cluster: its pods, its services, and the hosts of each of its sites. */
interface Block {
  readonly name: string;
  readonly at: string;
  readonly cidr: Cidr;
}

/** Checks the blocks of a cluster one by one, and returns those that can be read. */
export function checkBlocks(cluster: Cluster, sites: readonly Site[], problems: Problems): readonly Block[] {
  const name = label(cluster.name);
  const blocks: Block[] = [];
  const pods = checkBlock(cluster.pods, 'pods', problems);
  const services = checkBlock(cluster.services, 'services', problems);
  const own = sites.filter((site) => cluster.sites.includes(site.name));
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
    if (cidr !== undefined) blocks.push({ name: label(site.name), at: 'subnet', cidr });
  });
  return blocks;
}

/** Checks that no address is in two blocks. */
export function checkDisjoint(mine: readonly Block[], theirs: readonly Block[], problems: Problems): void {
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
