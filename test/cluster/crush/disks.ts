import { type Host, nodeLabels } from 'tripod-iac';
import type { Loose } from '../../support/objects';

/** An OSD: one for each disk of a host that the cluster names. */
export interface Disk {
  readonly id: number;
  /** In TiB, which is its weight (ceph src/osd/OSD.cc@v20.2.0, update_crush_location). */
  readonly weight: number;
  /** Where it hangs in the map, by level. */
  readonly at: Readonly<Record<string, string>>;
}

/** Levels of the map from the bottom (ceph src/osd/OSDMap.cc@v20.2.0, _build_crush_types). */
export const LEVELS = [
  'osd',
  'host',
  'chassis',
  'rack',
  'row',
  'pdu',
  'pod',
  'room',
  'datacenter',
  'zone',
  'region',
  'root',
] as const;

/** OSDs of a rendered CephCluster, on the nodes that Rook would find. */
export function disksOf(cluster: Loose, hosts: readonly Host[]): readonly Disk[] {
  const named = new Set(cluster.spec.storage.nodes.map(({ name }: { name: string }) => name));
  return hosts
    .filter(({ name }) => named.has(name))
    .flatMap((host) => host.disks.map(({ size }) => ({ weight: size.toGibibytes() / 1024, at: locationOf(host) })))
    .map((disk, id) => ({ id, ...disk }));
}

/**
 * Where Rook hangs the OSDs of a node. A name that stands at two levels is dropped from the upper one
 * (rook pkg/operator/ceph/cluster/osd/topology/topology.go@v1.20.6, extractTopologyFromLabels; `.` becomes `-`,
 * pkg/daemon/ceph/client/crush.go, NormalizeCrushName).
 */
export function locationOf(host: Host): Readonly<Record<string, string>> {
  const labels: Readonly<Record<string, string>> = { ...nodeLabels(host), 'kubernetes.io/hostname': host.name };
  const names = new Map<string, string>();
  for (const level of LEVELS) {
    const prefix = level === 'zone' || level === 'region' ? 'topology.kubernetes.io' : 'topology.rook.io';
    const value = labels[level === 'host' ? 'kubernetes.io/hostname' : `${prefix}/${level}`];
    if (value && ![...names.values()].includes(value)) names.set(level, value);
  }
  const normal = [...names].map(([level, name]) => [level, name.replaceAll('.', '-')]);
  return { ...Object.fromEntries(normal), root: 'default' };
}
