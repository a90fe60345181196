import { Size } from 'cdk8s';
import { NODE_LABELS, placed, type Placement, type VoterGroup } from '../../core';
import type { CephPlacement } from '../../kinds';
import type { Host } from '../../landscape';
import type { Layout } from './cluster/layout';
import { monitorSpec } from './cluster/monitors';
import { MANAGERS } from './cluster/cluster';
import { clusterPlacement, serverPlacement } from './cluster/placement';
import { daemon, NEEDS, RESOURCES } from './cluster/resources';
import { GATEWAYS, SYNC_GATEWAYS } from './object/gateway';
import { gatewayLabels, SYNC_STORE } from './object/names';
import { metadataLabels, METADATA_SERVERS } from './pools/shared';

/** Pods of a daemon, as Rook makes them from what it is sent. */
export interface Pods {
  readonly pod: object;
  readonly placement: Placement;
}

type Labels = Readonly<Record<string, string>>;

const MONITOR: Labels = { app: 'rook-ceph-mon' };
const MANAGER: Labels = { app: 'rook-ceph-mgr' };

/**
 * Monitors: those of a zone stay in it, and no two share a host unless `allowMultiplePerNode` (rook
 * pkg/operator/ceph/cluster/mon/spec.go and pkg/operator/k8sutil/affinity.go@v1.20.6).
 */
export function monitorPods(layout: Layout, hosts: readonly Host[]): readonly VoterGroup[] {
  const { count, zones, stretchCluster } = monitorSpec(layout);
  const placement = clusterPlacement(layout);
  const own: CephPlacement = { ...placement.all, ...placement.mon };
  if (stretchCluster !== undefined) {
    return stretchCluster.zones.map(({ name, arbiter = false }) => ({
      ...placed(monitorPod(arbiter ? (placement.arbiter ?? own) : own, name), hosts, arbiter ? 1 : 2),
      // The tiebreaker never leads, so that the sites of data stay together (ceph src/mon/Monitor.cc,
      // set_elector_disallowed_leaders).
      leads: !arbiter,
    }));
  }
  if (zones !== undefined) return zones.map(({ name }) => placed(monitorPod(own, name), hosts, 1));
  return [placed(monitorPod(own), hosts, count)];
}

function monitorPod({ nodeAffinity, ...others }: CephPlacement, zone?: string): object {
  const apart = [{ topologyKey: NODE_LABELS.host, labelSelector: { matchLabels: MONITOR } }];
  return {
    metadata: { labels: MONITOR },
    spec: {
      ...others,
      affinity: { nodeAffinity, podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: apart } },
      nodeSelector: zone === undefined ? undefined : { [NODE_LABELS.site]: zone },
      containers: [{ resources: daemon(NEEDS.mon) }],
    },
  };
}

/** Managers, never two on one host, nor in one zone where monitors have zones (rook pkg/operator/ceph/cluster/mgr/spec.go@v1.20.6). */
export function managerPods(layout: Layout, hosts: readonly Host[]): Pods {
  const { nodeAffinity, ...others } = leaving(clusterPlacement(layout).all ?? {});
  const { zones, stretchCluster } = monitorSpec(layout);
  const topologyKey = (zones ?? stretchCluster) ? NODE_LABELS.site : NODE_LABELS.host;
  const apart = [{ topologyKey, labelSelector: { matchLabels: MANAGER } }];
  const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: apart };
  const spec = {
    ...others,
    affinity: { nodeAffinity, podAntiAffinity },
    containers: [{ resources: RESOURCES['mgr'] }],
  };
  const pod = { metadata: { labels: MANAGER }, spec };
  return { pod, placement: placed(pod, hosts, MANAGERS) };
}

/** OSDs: one for each disk, on its host. */
export function diskPods({ hosts }: Layout): readonly Placement[] {
  const requests = { cpu: NEEDS.osd.cpu, memory: Size.gibibytes(NEEDS.osd.memory) };
  return hosts
    .filter(({ disks }) => disks.length > 0)
    .map(({ name, disks }) => ({ count: disks.length, hosts: [name], requests }));
}

/** Metadata servers: the active one, and the one that follows it. */
export function metadataPods(layout: Layout, hosts: readonly Host[]): Pods {
  const labels = metadataLabels();
  return serverPods(layout, labels, NEEDS.mds, hosts, METADATA_SERVERS);
}

/** Gateways of the object store. */
export function gatewayPods(layout: Layout, hosts: readonly Host[]): Pods {
  const labels = gatewayLabels();
  return serverPods(layout, labels, NEEDS.rgw, hosts, GATEWAYS);
}

/** The gateway that fetches from other cities. */
export function syncPods(layout: Layout, hosts: readonly Host[]): Pods {
  const labels = gatewayLabels(SYNC_STORE);
  return serverPods(layout, labels, NEEDS.rgw, hosts, SYNC_GATEWAYS);
}

/** Servers on the storage hosts, placed by their labels. */
export function serverPods(
  layout: Layout,
  labels: Labels,
  need: Parameters<typeof daemon>[0],
  hosts: readonly Host[],
  count: number,
): Pods {
  const { nodeAffinity, ...others } = leaving(serverPlacement(layout, labels));
  const spec = { ...others, affinity: { nodeAffinity }, containers: [{ resources: daemon(need) }] };
  const pod = { metadata: { labels }, spec };
  return { pod, placement: placed(pod, hosts, count) };
}

/** Rook lets its pods leave a host that is not heard of after 5 s (pkg/operator/k8sutil/pod.go@v1.20.6, AddUnreachableNodeToleration). */
function leaving({ tolerations = [], ...others }: CephPlacement) {
  const own = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 };
  return { ...others, tolerations: [...tolerations, own] };
}
