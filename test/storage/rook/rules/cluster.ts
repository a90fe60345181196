import type { Loose } from '../../../support/objects';
import { type Faults, number, text } from './faults';
import { isStretch } from './pool';

/** Least memory of a pod in MB, below which Rook warns (pkg/operator/ceph/cluster/{mon/mon,mgr/mgr,osd/osd}.go@v1.20.6). */
const LEAST_MEMORY: Readonly<Record<string, number>> = { mon: 1024, mgr: 512, osd: 2048 };

/** A CephCluster: rook pkg/operator/ceph/cluster/cluster.go@v1.20.6, preClusterStartValidation. @param nodes of Kubernetes */
export function clusterFaults({ spec }: Loose, nodes: number, faults: Faults): void {
  const { mon, network = {}, resources = {} } = spec;
  const few = mon.allowMultiplePerNode !== true && nodes < mon.count;
  faults.when(few, `cannot start ${mon.count} mons on ${nodes} node(s) when allowMultiplePerNode is false`);
  if (isStretch({ spec })) stretchFaults(mon, faults);
  else zoneFaults(mon, faults);
  networkFaults(network, faults);
  for (const [daemon, least] of Object.entries(LEAST_MEMORY)) {
    const megabytes = megabytesOf(resources[daemon]?.limits?.memory);
    faults.when(megabytes < least, `running the "${daemon}" daemon(s) with ${megabytes}MB, at least ${least}MB`);
  }
}

/** rook pkg/operator/ceph/cluster/cluster.go@v1.20.6, validateStretchCluster. */
function stretchFaults({ count, stretchCluster: { zones } }: Loose, faults: Faults): void {
  faults.when(zones.length !== 3, `expecting exactly three zones for the stretch cluster, but found ${zones.length}`);
  faults.when(count !== 3 && count !== 5, `invalid number of mons ${count} for a stretch cluster`);
  faults.when(
    zones.some(({ name }: Loose) => text(name) === ''),
    'missing zone name for the stretch cluster',
  );
  const arbiters = zones.filter(({ arbiter }: Loose) => arbiter === true).length;
  faults.when(arbiters !== 1, `expecting to find exactly one arbiter zone, but found ${arbiters}`);
}

/** A zone for every monitor: rook pkg/operator/ceph/cluster/mon/mon.go@v1.20.6, findAvailableZone. */
function zoneFaults({ count, zones = [] }: Loose, faults: Faults): void {
  faults.when(zones.length > 0 && zones.length < count, 'A zone is not available to assign a new mon');
}

/** rook pkg/apis/ceph.rook.io/v1/network.go@v1.20.6, ValidateNetworkSpec. */
export function networkFaults(network: Loose, faults: Faults): void {
  const { provider = '', hostNetwork = false, selectors = {}, addressRanges } = network;
  const [multus, host] = [provider === 'multus', provider === 'host' || (hostNetwork && provider === '')];
  faults.when(hostNetwork && provider !== '', 'hostNetwork is only valid with the default network provider');
  faults.when(multus && Object.keys(selectors).length === 0, 'at least one network selector must be specified');
  const { public: clients = [], cluster = [] } = addressRanges ?? {};
  if (clients.length + cluster.length === 0) return;
  faults.when(!multus && !host, 'network ranges can only be specified for "host" and "multus" network providers');
  faults.when(multus && clients.length > 0 && !selectors.public, 'public address range without a public network');
  faults.when(multus && cluster.length > 0 && !selectors.cluster, 'cluster address range without a cluster network');
  const invalid = [...clients, ...cluster].filter((cidr) => !/^\d+(\.\d+){3}\/([12]?\d|3[0-2])$/.test(cidr));
  faults.when(invalid.length > 0, `${invalid.length} network ranges are invalid: ${invalid.join(' ')}`);
}

/** Megabytes of a quantity; none for no limit, which Rook takes for enough. */
export function megabytesOf(quantity: unknown): number {
  const [, amount, unit = ''] = /^(\d+)(Ki|Mi|Gi)?$/.exec(text(quantity)) ?? [];
  if (amount === undefined) return Infinity;
  return (number(Number(amount)) * ({ Ki: 1024, Mi: 2 ** 20, Gi: 2 ** 30 }[unit] ?? 1)) / 2 ** 20;
}
