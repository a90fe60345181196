import { image } from '../../../core';
import type { CephClusterSpec } from '../../../kinds';
import type { Layout } from './layout';
import { monitorSpec } from './monitors';
import { PRIVILEGE_ANNOTATION } from '../namespace';
import { clusterPlacement } from './placement';
import { RESOURCES } from './resources';

export interface ClusterChoice {
  readonly encryption: boolean;
  readonly deviceFilter?: string;
}

/** Managers: one works, the other follows. */
export const MANAGERS = 2;

/** The cluster as Rook takes it. What upstream's example leaves at its default is spelled out where it guards data. */
export function clusterSpec(layout: Layout, { encryption, deviceFilter }: ClusterChoice): CephClusterSpec {
  return {
    cephVersion: { image: image('ceph'), allowUnsupported: false },
    dataDirHostPath: '/var/lib/rook',
    skipUpgradeChecks: false,
    continueUpgradeAfterChecksEvenIfNotHealthy: false,
    upgradeOSDRequiresHealthyPGs: true,
    mon: monitorSpec(layout),
    mgr: { count: MANAGERS, allowMultiplePerNode: false, modules: [{ name: 'rook', enabled: false }] },
    dashboard: { enabled: false },
    monitoring: { enabled: false },
    network: {
      connections: { requireMsgr2: true, encryption: { enabled: encryption }, compression: { enabled: false } },
    },
    // Ceph 20 would give clients keys that only kernels from 7.0 on can use (rook deploy/examples/cluster.yaml@v1.20.6).
    security: { cephx: { csi: { keyType: 'aes' } } },
    // For block devices Rook sets the same by itself, for file systems only where traffic is encrypted.
    csi: { cephfs: { kernelMountOptions: encryption ? 'ms_mode=secure' : 'ms_mode=prefer-crc' } },
    crashCollector: { disable: false, daysToRetain: 30 },
    logCollector: { enabled: true, periodicity: 'daily', maxLogSize: '500M' },
    cleanupPolicy: { confirmation: '' },
    removeOSDsIfOutAndSafeToRemove: false,
    annotations: { all: PRIVILEGE_ANNOTATION },
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
      flappingRestartIntervalHours: 24,
      nodes: layout.hosts.map(({ name }) => ({ name })),
    },
  };
}
