import type { Host, HostRole } from '../../landscape';

/** Labels that every node carries, from the landscape. */
export const NODE_LABELS = {
  city: 'topology.kubernetes.io/region',
  site: 'topology.kubernetes.io/zone',
  /** Read by Rook as a CRUSH level (rook Documentation/CRDs/Cluster/ceph-cluster-crd.md, "OSD Topology"). */
  rack: 'topology.rook.io/rack',
  host: 'kubernetes.io/hostname',
} as const;

/** Failure domains over which pods and copies are spread. */
export type SpreadDomain = 'host' | 'rack' | 'site';

/** kubeadm labels and taints masters by itself. */
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/** Label of nodes with a role. A kubelet may not set labels below `node-role.kubernetes.io` for itself. */
export function roleLabel(role: HostRole): string {
  return role === 'control-plane' ? CONTROL_PLANE : `tripod/${role}`;
}

/**
 * Name of a host's rack in the whole cluster: `rack-1` of the site `sh-a` is `sh-a-rack-1`. CRUSH has one name space, and
 * Rook refuses a rack that stands in two zones (rook pkg/operator/ceph/cluster/osd/topology/topology.go@v1.20.6).
 */
export function rackLabel({ site, rack }: Host): string {
  return rack.startsWith(`${site}-`) ? rack : `${site}-${rack}`;
}

/** Labels that the kubelet of a host registers with. */
export function nodeLabels(host: Host): Readonly<Record<string, string>> {
  const roles = host.roles.filter((role) => role !== 'control-plane').map((role) => [roleLabel(role), ''] as const);
  const place = { [NODE_LABELS.city]: host.city, [NODE_LABELS.site]: host.site, [NODE_LABELS.rack]: rackLabel(host) };
  return { ...place, ...Object.fromEntries(roles) };
}

export interface Taint {
  readonly key: string;
  readonly effect: 'NoSchedule';
}

/** Taints of a host: whoever is no worker takes only the pods that are meant for its roles. */
export function nodeTaints(host: Host): readonly Taint[] {
  if (host.roles.includes('worker')) return [];
  return host.roles.map((role) => ({ key: roleLabel(role), effect: 'NoSchedule' }));
}

export interface Toleration {
  readonly key?: string;
  readonly operator: 'Exists';
  readonly effect?: string;
}

/** Tolerations of pods that belong on hosts with one of the roles. */
export function tolerate(...roles: readonly HostRole[]): Toleration[] {
  return roles.map((role) => ({ key: roleLabel(role), operator: 'Exists', effect: 'NoSchedule' }));
}

/** Runs on every node, also on those that are not ready or out of resources. */
export const TOLERATE_ALL: Toleration = { operator: 'Exists' };
