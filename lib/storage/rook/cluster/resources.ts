import type { CephResources } from '../../../kinds';
import type { Host } from '../../../landscape';

/** CPU threads and memory that a daemon asks for. */
interface Need {
  readonly cpu: number;
  /** In GiB: request and limit. */
  readonly memory: number;
}

/**
 * What Ceph's daemons ask for. CPU time has no limit: a daemon that is throttled misses its heartbeats and is taken for
 * dead. Source: rook/rook deploy/charts/rook-ceph-cluster/values.yaml@v1.20.6; least memory of pkg/operator/ceph/file/mds/mds.go.
 */
export const NEEDS = {
  mon: { cpu: 1, memory: 2 },
  mgr: { cpu: 0.5, memory: 2 },
  // Ceph aims at 80 % of the limit (osd_memory_target_cgroup_limit_ratio), which leaves its default target of 4 GiB.
  osd: { cpu: 1, memory: 5 },
  mds: { cpu: 1, memory: 4 },
  rgw: { cpu: 1, memory: 2 },
} as const satisfies Record<string, Need>;

/** Requests and limits by the keys of a CephCluster (rook pkg/apis/ceph.rook.io/v1/resources.go@v1.20.6). */
export const RESOURCES: Readonly<Record<string, CephResources>> = {
  mon: daemon(NEEDS.mon),
  mgr: daemon(NEEDS.mgr),
  osd: daemon(NEEDS.osd),
  // A burst at the first start, whose size depends on the disk: a limit would kill it half-way (rook pull request 11103).
  prepareosd: { requests: { cpu: '500m', memory: '50Mi' } },
  'mgr-sidecar': helper('100m', '40Mi', '100Mi'),
  crashcollector: helper('100m', '60Mi', '60Mi'),
  logcollector: helper('100m', '100Mi', '1Gi'),
  exporter: helper('50m', '50Mi', '128Mi'),
  'cmd-reporter': helper('500m', '100Mi', '1Gi'),
  cleanup: helper('500m', '100Mi', '1Gi'),
};

export function daemon({ cpu, memory }: Need): CephResources {
  return { requests: { cpu: String(cpu), memory: `${memory}Gi` }, limits: { memory: `${memory}Gi` } };
}

/** Something beside the daemons: without a limit of CPU time either, since whoever is throttled holds others up. */
export function helper(cpu: string, memory: string, limit: string): CephResources {
  return { requests: { cpu, memory }, limits: { memory: limit } };
}

/** What one host needs at most: a daemon for each disk, and one of every other kind. @param realm with the gateway that fetches */
export function needOf(host: Host, realm: boolean): Need {
  return sum([...host.disks.map(() => NEEDS.osd), needOfOthers(realm)]);
}

/** What stands on a host beside the daemons of its disks. */
export function needOfOthers(realm: boolean): Need {
  const { mon, mgr, mds, rgw } = NEEDS;
  return sum([mon, mgr, mds, rgw, ...(realm ? [rgw] : [])]);
}

function sum(needs: readonly Need[]): Need {
  return {
    cpu: needs.reduce((total, { cpu }) => total + cpu, 0),
    memory: needs.reduce((total, { memory }) => total + memory, 0),
  };
}
