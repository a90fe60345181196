import { Duration } from 'cdk8s';
import { CEPH_ELECTION, CEPH_PEERING, Fact, LEAVE_ENDPOINTS, moving, toStart, unanswered } from '../../core';
import type { Host } from '../../landscape';
import { type Layout, minimumCopies } from './cluster/layout';
import type { PoolPlan } from './pools/added/plan';
import { copyGroups } from './pools/copies';
import type { PoolLayout } from './pools/pool';
import { FILESYSTEM } from './pools/shared';
import { diskPods, gatewayPods, managerPods, metadataPods, monitorPods, type Pods, syncPods } from './pods';
import type { Settings } from './settings';

/** What the proof calls the monitors. */
export const MONITORS = 'ceph-mon';
const MANAGER = 'ceph-mgr';
const DISKS = 'ceph-osd';
const METADATA = 'shared-mds';
const GATEWAY = 'bucket-gateway';
const SYNC_GATEWAY = 'bucket-sync';

/**
 * Beacons of a metadata server stop for `mds_beacon_grace`. Its standby reads the journal once the pool serves again (half
 * a minute is much), and waits `mds_reconnect_timeout` for clients that were lost, too (ceph
 * src/common/options/mds.yaml.in@v20.2.0).
 */
const TAKEOVER = [
  ...unanswered({ name: 'metadata server misses its beacons', time: Duration.seconds(15) }),
  ...unanswered(
    { name: 'standby replays the journal', time: Duration.seconds(30) },
    { name: 'standby waits for lost clients', time: Duration.seconds(45) },
  ).map((reaction) => ({ ...reaction, waits: true })),
];

/** What the proof has to know of the cluster. @param hosts all of Kubernetes' cluster, which its pods may stand on */
export function factsOf(layout: Layout, settings: Settings, hosts: readonly Host[]): readonly Fact[] {
  const { sharedFilesystem, objectStore, realm } = settings;
  return [
    // What they keep, the maps of the cluster, can be made again from the disks (ceph
    // doc/rados/troubleshooting/troubleshooting-mon.rst, "Recovery using OSDs"): what is acknowledged stands in copies.
    Fact.voters(MONITORS, { groups: monitorPods(layout, hosts), stores: false, reactions: CEPH_ELECTION }),
    ...daemons(layout, hosts),
    ...stored('block', layout),
    ...(sharedFilesystem ? [...stored(FILESYSTEM, layout), ...metadata(layout, hosts)] : []),
    ...(objectStore ? [...stored('bucket', layout), ...gateway(GATEWAY, gatewayPods(layout, hosts))] : []),
    ...(realm !== undefined ? gateway(SYNC_GATEWAY, syncPods(layout, hosts)) : []),
  ];
}

/** What else runs. Reading and writing goes on without a manager; what a disk keeps is counted by copies. */
function daemons(layout: Layout, hosts: readonly Host[]): readonly Fact[] {
  const { pod, placement } = managerPods(layout, hosts);
  const disks = diskPods(layout);
  return [
    Fact.replicas(MANAGER, { groups: [placement], ...moving(pod) }),
    Fact.dependsOn(MANAGER, MONITORS),
    ...toStart(MANAGER),
    ...(disks.length === 0 ? [] : [Fact.replicas(DISKS, { groups: disks, reactions: CEPH_PEERING })]),
  ];
}

/**
 * In stretch mode a group of copies serves only while it has members in both sites, until one of them is given up: the
 * least is one copy from then on, while the size stays (ceph doc/rados/operations/stretch-mode.rst).
 */
function stored(of: string, layout: PoolLayout): readonly Fact[] {
  const { code } = layout;
  const both = { spans: { domain: 'site', count: layout.sites.length }, fallback: { minimum: 1 } } as const;
  return [
    Fact.copies(of, {
      groups: copyGroups(layout),
      minimum: code?.minimum ?? minimumCopies(layout.copies),
      ...(code === undefined ? {} : { needed: code.data }),
      ...(layout.mode === 'stretch' ? both : {}),
      reactions: CEPH_PEERING,
    }),
    Fact.dependsOn(of, MONITORS),
  ];
}

/**
 * What the proof has to know of a pool that was added. Where the index of its images is lost, so are they. A volume with a
 * key is mounted with the help of whoever keeps it.
 * @param keeper of the keys, where volumes have their own
 */
export function poolFacts(of: string, { data, index }: PoolPlan, keeper: string | undefined): readonly Fact[] {
  return [
    ...stored(of, data),
    ...(index === undefined ? [] : [...stored(`${of}-index`, index), Fact.dependsOn(of, `${of}-index`, 'data')]),
    ...(keeper === undefined ? [] : [Fact.dependsOn(of, keeper, 'starting')]),
  ];
}

function metadata(layout: Layout, hosts: readonly Host[]): readonly Fact[] {
  const { pod, placement } = metadataPods(layout, hosts);
  return [
    Fact.replicas(METADATA, { groups: [placement], ...moving(pod), maxUnavailable: 1, reactions: TAKEOVER }),
    // Its journal lies in the pool, with all that is stored.
    Fact.dependsOn(METADATA, FILESYSTEM, 'data'),
    ...toStart(METADATA),
  ];
}

function gateway(of: string, { pod, placement }: Pods): readonly Fact[] {
  return [
    Fact.replicas(of, { groups: [placement], ...moving(pod), reactions: LEAVE_ENDPOINTS }),
    Fact.dependsOn(of, 'bucket'),
    ...toStart(of),
  ];
}
