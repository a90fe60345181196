import type { Host, HostRole } from '../../landscape';
import { reserved } from '../kubeadm/node/reserved';
import { SYSTEM } from '../kubeadm/node/kubelet';
import { Etcd } from '../settings/etcd';
import type { Settings } from '../settings/settings';

/** Thousandths of a CPU, and mebibytes. */
interface Requests {
  readonly cpu: number;
  readonly memory: number;
}

/**
 * What is put onto a host because of a role, by its requests; memory where it has none by what was measured.
 * - etcd: 100m (kubernetes/kubernetes cmd/kubeadm/app/phases/etcd/local.go@v1.34.4); 150 MB with 20,000 objects, and as
 *   much again for pages of a database that grows
 * - etcd of events: the same program, and an hour of events is as many objects
 * - API server: 250m (cmd/kubeadm/app/phases/controlplane/manifests.go@v1.34.4); 460 MB with 20,000 objects, 2.2 GB with
 *   the definitions of 110 groups: half-way for the groups of one platform
 * - controller manager and scheduler: 200m and 100m (the same file); haproxy: its own requests
 * - Ceph monitor and Elasticsearch master: what Rook and the log stack ask for theirs in a witness room
 */
const REQUESTS = {
  etcd: { cpu: 100, memory: 384 },
  'etcd of events': { cpu: 100, memory: 384 },
  'API server': { cpu: 250, memory: 1_280 },
  'controller manager': { cpu: 200, memory: 192 },
  scheduler: { cpu: 100, memory: 96 },
  haproxy: { cpu: 100, memory: 128 },
  'Ceph monitor': { cpu: 1_000, memory: 2_048 },
  'Elasticsearch master': { cpu: 500, memory: 2_048 },
} as const satisfies Record<string, Requests>;

type Part = keyof typeof REQUESTS;

/** What decides over the parts of a master. */
type Topology = Pick<Settings, 'etcd' | 'eventsEtcd'>;

/** Parts of the control plane, and those that break ties, that run on a host. */
export function partsOn({ roles }: Pick<Host, 'roles'>, settings: Topology): readonly Part[] {
  const parts: Readonly<Partial<Record<HostRole, readonly Part[]>>> = {
    'control-plane': controlPlane(settings),
    voter: ['Ceph monitor', 'Elasticsearch master'],
  };
  return roles.flatMap((role) => parts[role] ?? []);
}

function controlPlane({ etcd, eventsEtcd }: Topology): readonly Part[] {
  return [
    ...(Etcd.isExternal(etcd) ? [] : (['etcd'] as const)),
    ...(eventsEtcd === true ? (['etcd of events'] as const) : []),
    'API server',
    'controller manager',
    'scheduler',
    'haproxy',
  ];
}

/** What a host must have for the kubelet and the system, and for those parts. */
export function requestsOf(host: Pick<Host, 'roles' | 'cpu' | 'memory'>, settings: Topology): Requests {
  const kept = reserved(host);
  const requests = [kept, SYSTEM, ...partsOn(host, settings).map((part) => REQUESTS[part])];
  return {
    cpu: requests.reduce((sum, { cpu }) => sum + cpu, 0),
    memory: requests.reduce((sum, { memory }) => sum + memory, 0),
  };
}
