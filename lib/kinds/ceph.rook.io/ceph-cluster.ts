import { customResource } from '../../core';
import type { CephPlacement, CephResources } from './placement';

export interface CephMonitorZone {
  readonly name: string;
  /** The zone without data, whose monitor breaks ties. */
  readonly arbiter?: boolean;
}

export interface CephMonitors {
  readonly count: number;
  readonly allowMultiplePerNode: boolean;
  /** Label of the zones below. */
  readonly failureDomainLabel?: string;
  /** Zones that take one monitor each. */
  readonly zones?: readonly CephMonitorZone[];
  readonly stretchCluster?: {
    readonly failureDomainLabel: string;
    readonly subFailureDomain: string;
    readonly zones: readonly CephMonitorZone[];
  };
}

export interface CephDaemonHealth {
  readonly disabled: boolean;
  readonly interval: string;
  readonly timeout?: string;
}

export interface CephClusterSpec {
  readonly cephVersion: { readonly image: string; readonly allowUnsupported: boolean };
  readonly dataDirHostPath: string;
  readonly skipUpgradeChecks: boolean;
  readonly continueUpgradeAfterChecksEvenIfNotHealthy: boolean;
  readonly upgradeOSDRequiresHealthyPGs: boolean;
  readonly mon: CephMonitors;
  readonly mgr: {
    readonly count: number;
    readonly allowMultiplePerNode: boolean;
    readonly modules: readonly { readonly name: string; readonly enabled: boolean }[];
  };
  readonly dashboard: { readonly enabled: boolean };
  readonly monitoring: { readonly enabled: boolean };
  readonly network: {
    /** @default - the network of pods */
    readonly provider?: 'host' | 'multus';
    /** Network attachments by what they are for, with Multus only. */
    readonly selectors?: Readonly<Partial<Record<'public' | 'cluster', string>>>;
    /** Blocks of the hosts' addresses on which daemons may listen. */
    readonly addressRanges?: { readonly public: readonly string[]; readonly cluster?: readonly string[] };
    readonly connections: {
      readonly requireMsgr2: boolean;
      readonly encryption: { readonly enabled: boolean };
      readonly compression: { readonly enabled: boolean };
    };
  };
  /** Options of Ceph, by the daemons that they are for. @default - Ceph's own */
  readonly cephConfig?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly security: { readonly cephx: { readonly csi: { readonly keyType: 'aes' | 'aes256k' } } };
  readonly csi: { readonly cephfs: { readonly kernelMountOptions: string } };
  readonly crashCollector: { readonly disable: boolean; readonly daysToRetain: number };
  readonly logCollector: { readonly enabled: boolean; readonly periodicity: string; readonly maxLogSize: string };
  readonly cleanupPolicy: { readonly confirmation: '' };
  readonly removeOSDsIfOutAndSafeToRemove: boolean;
  readonly annotations: { readonly all: Readonly<Record<string, string>> };
  readonly placement: Readonly<Partial<Record<'all' | 'mon' | 'arbiter', CephPlacement>>>;
  readonly resources: Readonly<Record<string, CephResources>>;
  readonly priorityClassNames: Readonly<Record<string, string>>;
  readonly disruptionManagement: { readonly managePodBudgets: boolean; readonly osdMaintenanceTimeout: number };
  readonly healthCheck: {
    readonly daemonHealth: Readonly<Record<'mon' | 'osd' | 'status', CephDaemonHealth>>;
  };
  readonly storage: {
    readonly useAllNodes: boolean;
    readonly useAllDevices?: boolean;
    readonly deviceFilter?: string;
    /** Settings of all OSDs. */
    readonly config?: { readonly encryptedDevice: 'true' };
    readonly flappingRestartIntervalHours: number;
    readonly nodes: readonly { readonly name: string }[];
  };
}

/** A Ceph cluster: monitors, managers and the disks of its hosts. */
export class CephCluster extends customResource<CephClusterSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephCluster',
  scope: 'Namespaced',
  holdsData: true,
}) {}
