import type { Loose } from '../../../support/objects';
import { megabytesOf } from './cluster';
import { type Faults, number, text } from './faults';
import { poolFaults } from './pool';

/** rook pkg/operator/ceph/file/filesystem.go@v1.20.6, validateFilesystem; least memory of file/mds/mds.go. */
export function filesystemFaults({ spec }: Loose, cluster: Loose, faults: Faults): void {
  const { metadataServer, metadataPool, dataPools = [] } = spec;
  faults.when(number(metadataServer.activeCount) < 1, 'MetadataServer.ActiveCount must be at least 1');
  faults.when(
    megabytesOf(metadataServer.resources?.limits?.memory) < 4096,
    'running the "mds" daemon(s) with less than 4096MB',
  );
  if (dataPools.length === 0) return;
  const names = dataPools.map(({ name }: Loose) => text(name)).filter(Boolean);
  faults.when(new Set(names).size < names.length, 'duplicate pool names in the data pool spec');
  for (const pool of [metadataPool, ...dataPools]) poolFaults(pool, cluster, faults);
}

/** rook pkg/apis/ceph.rook.io/v1/object.go@v1.20.6, ValidateObjectSpec; pkg/operator/ceph/object/rgw.go, validateStore. */
export function objectStoreFaults({ metadata, spec }: Loose, cluster: Loose, faults: Faults): void {
  const { port, securePort } = spec.gateway;
  faults.when(metadata.name.length > 38, 'object store name cannot be longer than 38 characters');
  faults.when(number(securePort) < 0 || number(securePort) > 65535, 'securePort must be between 0 and 65535');
  faults.when(
    number(port) <= 0 && number(securePort) <= 0,
    'either of port or securePort fields should be not be zero',
  );
  for (const name of spec.hosting?.dnsNames ?? []) faults.when(!isSubdomain(name), `hosting.dnsNames: ${name}`);
  const endpoint = spec.hosting?.advertiseEndpoint;
  if (endpoint !== undefined) {
    faults.when(!isSubdomain(endpoint.dnsName), `hosting.advertiseEndpoint.dnsName ${endpoint.dnsName}`);
    faults.when(endpoint.port < 1 || endpoint.port > 65535, `hosting.advertiseEndpoint.port ${endpoint.port}`);
  }
  for (const pool of [spec.metadataPool, spec.dataPool]) if (pool !== undefined) poolFaults(pool, cluster, faults);
}

/** rook pkg/operator/ceph/object/zone/controller.go@v1.20.6, validateZoneCR. */
export function zoneFaults({ spec }: Loose, cluster: Loose, faults: Faults): void {
  faults.when(text(spec.zoneGroup) === '', 'missing zonegroup');
  for (const pool of [spec.metadataPool, spec.dataPool]) poolFaults(pool, cluster, faults);
}

/** rook pkg/operator/ceph/object/zonegroup/zonegroup.go@v1.20.6, validateZoneGroup. */
export function zoneGroupFaults({ spec }: Loose, faults: Faults): void {
  faults.when(text(spec.realm) === '', 'missing realm');
}

/** rook pkg/operator/ceph/object/user/controller.go@v1.20.6, validateUser and initializeObjectStoreContext. */
export function userFaults({ metadata, spec }: Loose, stores: readonly Loose[], faults: Faults): void {
  faults.when(text(spec.store) === '', 'missing store');
  const store = stores.find(({ metadata: { name } }) => name === spec.store);
  faults.when(store === undefined, `no object store "${spec.store}"`);
  const elsewhere = text(spec.clusterNamespace) !== '' && spec.clusterNamespace !== metadata.namespace;
  const allowed: readonly string[] = store?.spec.allowUsersInNamespaces ?? [];
  const may = !elsewhere || allowed.includes(metadata.namespace) || allowed.includes('*');
  faults.when(!may, `does not allow creating users namespace "${metadata.namespace}"`);
}

/** rook pkg/operator/ceph/cluster/rbd/config.go@v1.20.6, validateSpec. */
export function mirrorFaults({ spec }: Loose, faults: Faults): void {
  faults.when(number(spec.count) === 0, 'rbd-mirror count must be at least one');
}

/** RFC 1123, as k8s.io/apimachinery IsDNS1123Subdomain reads it. */
function isSubdomain(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name) && name.length <= 253;
}
