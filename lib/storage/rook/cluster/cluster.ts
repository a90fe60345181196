import { type Component, Condition, image } from '../../../core';
import { CephCluster, type CephClusterSpec } from '../../../kinds';
import type { Layout } from './layout';
import { monitorSpec } from './monitors';
import { networkSpec } from './network';
import { HOST_PRIVILEGE_ANNOTATION, NAMESPACE, PRIVILEGE_ANNOTATION } from '../namespace';
import type { Settings } from '../settings';
import { clusterPlacement } from './placement';
import { RESOURCES } from './resources';

/** Managers: one works, the other follows. */
export const MANAGERS = 2;

/**
 * The smallest part of the cluster that is not given up by itself when all of it is silent: by default a rack, and so a host
 * that is alone in its rack (ceph src/common/options/mon.yaml.in@v20.2.0, mon_osd_down_out_subtree_limit).
 */
const HEALS_RACKS = { mon: { mon_osd_down_out_subtree_limit: 'zone' } };

/** Makes the cluster, by the name of its namespace. */
export function cephCluster(component: Component, layout: Layout, settings: Settings): void {
  const cluster = new CephCluster(component, 'cluster', {
    metadata: { name: NAMESPACE, namespace: NAMESPACE },
    spec: clusterSpec(layout, settings, component.environment?.prometheusOperator ?? false),
  });
  component.ready(cluster, Condition.jsonPath('{.status.phase}', 'Ready'));
}

/**
 * Modules of the managers. Without snap_schedule no directory of the shared file system can have a schedule; Rook enables it only
 * where a file system names its schedules itself (rook pkg/operator/ceph/file/controller.go@v1.20.6, reconcileMirroring).
 */
function modules({ sharedFilesystem }: Settings): CephClusterSpec['mgr']['modules'] {
  return [{ name: 'rook', enabled: false }, ...(sharedFilesystem ? [{ name: 'snap_schedule', enabled: true }] : [])];
}

/**
 * The cluster as Rook takes it. What upstream's example leaves at its default is spelled out where it guards data.
 * @param monitored whether the Prometheus operator is there, whose monitors Rook makes
 */
function clusterSpec(layout: Layout, settings: Settings, monitored: boolean): CephClusterSpec {
  const { encryption, encryptedDisks, deviceFilter, network } = settings;
  return {
    cephVersion: { image: image('ceph'), allowUnsupported: false },
    dataDirHostPath: '/var/lib/rook',
    skipUpgradeChecks: false,
    continueUpgradeAfterChecksEvenIfNotHealthy: false,
    upgradeOSDRequiresHealthyPGs: true,
    mon: monitorSpec(layout),
    mgr: { count: MANAGERS, allowMultiplePerNode: false, modules: modules(settings) },
    dashboard: { enabled: false },
    monitoring: { enabled: monitored },
    network: networkSpec(layout, network, encryption),
    ...(layout.healsRacks ? { cephConfig: HEALS_RACKS } : {}),
    // Ceph 20 would give clients keys that only kernels from 7.0 on can use (rook deploy/examples/cluster.yaml@v1.20.6).
    security: { cephx: { csi: { keyType: 'aes' } } },
    // For block devices Rook sets the same by itself, for file systems only where traffic is encrypted.
    csi: { cephfs: { kernelMountOptions: encryption ? 'ms_mode=secure' : 'ms_mode=prefer-crc' } },
    crashCollector: { disable: false, daysToRetain: 30 },
    logCollector: { enabled: true, periodicity: 'daily', maxLogSize: '500M' },
    cleanupPolicy: { confirmation: '' },
    removeOSDsIfOutAndSafeToRemove: false,
    annotations: { all: network.isReachable ? HOST_PRIVILEGE_ANNOTATION : PRIVILEGE_ANNOTATION },
    placement: clusterPlacement(layout),
    resources: RESOURCES,
    priorityClassNames: {
      mon: 'system-node-critical',
      osd: 'system-node-critical',
      mgr: 'system-cluster-critical',
    },
    disruptionManagement: { managePodBudgets: true, osdMaintenanceTimeout: 30 },
    healthCheck: {
      daemonHealth: {
        mon: { disabled: false, interval: '45s', timeout: '10m' },
        osd: { disabled: false, interval: '60s' },
        status: { disabled: false, interval: '60s' },
      },
    },
    storage: {
      useAllNodes: false,
      ...(deviceFilter === undefined ? { useAllDevices: true } : { useAllDevices: false, deviceFilter }),
      ...(encryptedDisks ? { config: { encryptedDevice: 'true' as const } } : {}),
      flappingRestartIntervalHours: 24,
      nodes: layout.hosts.map(({ name }) => ({ name })),
    },
  };
}
