import type { Loose } from '../../../support/objects';
import { clusterFaults } from './cluster';
import { Faults } from './faults';
import { filesystemFaults, mirrorFaults, objectStoreFaults, userFaults, zoneFaults, zoneGroupFaults } from './others';
import { blockPoolFaults } from './pool';
import { topologyFaults } from './topology';

/** The nodes of a cluster by their labels. */
type Nodes = readonly Readonly<Record<string, string>>[];

/** What Rook 1.20.6 would refuse of these objects, one of which is the CephCluster, on those nodes. */
export function rookFaults(objects: readonly Loose[], nodes: Nodes): readonly string[] {
  const cluster = objects.find(({ kind }) => kind === 'CephCluster');
  if (cluster === undefined) throw new Error('no CephCluster');
  const stores = objects.filter(({ kind }) => kind === 'CephObjectStore');
  const rules: Readonly<Record<string, (object: Loose, faults: Faults) => void>> = {
    CephCluster: (object, faults) => clusterFaults(object, nodes.length, faults),
    CephBlockPool: (object, faults) => blockPoolFaults(object, cluster, faults),
    CephFilesystem: (object, faults) => filesystemFaults(object, cluster, faults),
    CephObjectStore: (object, faults) => objectStoreFaults(object, cluster, faults),
    CephObjectZone: (object, faults) => zoneFaults(object, cluster, faults),
    CephObjectZoneGroup: zoneGroupFaults,
    CephObjectStoreUser: (object, faults) => userFaults(object, stores, faults),
    CephRBDMirror: mirrorFaults,
  };
  const about = objects.flatMap((object) => {
    const faults = new Faults(`${object.kind}/${object.metadata.name}`);
    rules[object.kind]?.(object, faults);
    return faults.found;
  });
  const topology = new Faults('nodes');
  topologyFaults(nodes, topology);
  return [...about, ...topology.found];
}
