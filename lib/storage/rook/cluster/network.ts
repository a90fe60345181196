import type { CephClusterSpec } from '../../../kinds';
import type { Layout } from './layout';
import type { CephNetwork } from '../ceph-network';

type NetworkSpec = CephClusterSpec['network'];

/**
 * The network as Rook takes it (pkg/apis/ceph.rook.io/v1/network.go@v1.20.6, ValidateNetworkSpec: address ranges with hosts
 * and Multus only). On hosts with several networks a daemon would listen on any: the subnets of the sites are named.
 */
export function networkSpec(layout: Layout, { provider, selectors }: CephNetwork, encryption: boolean): NetworkSpec {
  const connections = {
    requireMsgr2: true,
    encryption: { enabled: encryption },
    compression: { enabled: false },
  };
  if (provider === 'pods') return { connections };
  if (provider === 'multus') return { provider, selectors, connections };
  return { provider, addressRanges: { public: subnets(layout) }, connections };
}

/** Networks of the hosts that carry daemons: also the arbiter's. */
function subnets({ sites, arbiter }: Layout): readonly string[] {
  return [...sites, ...(arbiter === undefined ? [] : [arbiter])].map(({ subnet }) => subnet);
}
