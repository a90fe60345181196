import { Duration } from 'cdk8s';
import { Fact, LEAVE_ENDPOINTS, movesIn, type Reaction, toStart } from '../../core';
import type { Host } from '../../landscape';
import { type Layout, minimumCopies } from './cluster/layout';
import { copyGroups } from './pools/copies';
import { gatewayPods, metadataPods, monitorPods } from './pods';

export interface Parts {
  readonly shared: boolean;
  readonly bucket: boolean;
}

const MONITORS = 'ceph-mon';
const METADATA = 'shared-mds';
const GATEWAY = 'bucket-gateway';

/** Loss and cut alike: nobody answers. */
function unanswered(timers: Reaction['timers']): readonly Reaction[] {
  return ['host', 'cut'].map((to) => ({ to, timers }));
}

/**
 * A monitor's lease ends (mon_lease 5 s × mon_lease_ack_timeout_factor 2), and the others elect (mon_election_timeout).
 * Source, also of the others: ceph src/common/options/{global,mon,osd,mds}.yaml.in@v20.2.0.
 */
const ELECTION = unanswered([
  { name: 'monitor misses its lease', time: Duration.seconds(10) },
  { name: 'monitors elect', time: Duration.seconds(5) },
]);

/**
 * Disks that vanish: their peers ask every 6 s (osd_heartbeat_interval) and give up after 20 (osd_heartbeat_grace), two of
 * other hosts report it within 5 s (osd_mon_report_interval, mon_osd_min_down_reporters), and placement groups find
 * together again. Of that last part no time is promised; ten seconds are ten times what a small cluster takes.
 */
const PEERING = unanswered([
  { name: 'disk misses its heartbeats', time: Duration.seconds(26) },
  { name: 'its peers report it', time: Duration.seconds(5) },
  { name: 'placement groups peer', time: Duration.seconds(10) },
]);

/** Beacons of a metadata server stop for mds_beacon_grace (15 s), and the standby replays its journal: half a minute is much. */
const TAKEOVER = unanswered([
  { name: 'metadata server misses its beacons', time: Duration.seconds(15) },
  { name: 'standby replays the journal', time: Duration.seconds(30) },
]);

/** What the proof has to know of the cluster. @param hosts all of Kubernetes' cluster, which its pods may stand on */
export function factsOf(layout: Layout, { shared, bucket }: Parts, hosts: readonly Host[]): readonly Fact[] {
  return [
    // What they keep, the maps of the cluster, can be made again from the disks (ceph
    // doc/rados/troubleshooting/troubleshooting-mon.rst, "Recovery using OSDs"): what is acknowledged stands in copies.
    Fact.voters(MONITORS, { groups: monitorPods(layout, hosts), stores: false, reactions: ELECTION }),
    ...stored('block', layout),
    ...(shared ? [...stored('shared', layout), ...metadata(layout, hosts)] : []),
    ...(bucket ? [...stored('bucket', layout), ...gateway(layout, hosts)] : []),
  ];
}

/**
 * In stretch mode a group of copies serves only while it has members in both sites, until one of them is given up: the
 * least is one copy from then on, while the size stays (ceph doc/rados/operations/stretch-mode.rst).
 */
function stored(of: string, layout: Layout): readonly Fact[] {
  const both = { spans: { domain: 'site', count: layout.sites.length }, fallback: { minimum: 1 } } as const;
  return [
    Fact.copies(of, {
      groups: copyGroups(layout),
      minimum: minimumCopies(layout.copies),
      ...(layout.mode === 'stretch' ? both : {}),
      reactions: PEERING,
    }),
    Fact.dependsOn(of, MONITORS),
  ];
}

function metadata(layout: Layout, hosts: readonly Host[]): readonly Fact[] {
  const { pod, placement } = metadataPods(layout, hosts);
  return [
    Fact.replicas(METADATA, { groups: [placement], moves: movesIn(pod), maxUnavailable: 1, reactions: TAKEOVER }),
    Fact.dependsOn('shared', METADATA),
    ...toStart(METADATA),
  ];
}

function gateway(layout: Layout, hosts: readonly Host[]): readonly Fact[] {
  const { pod, placement } = gatewayPods(layout, hosts);
  return [
    Fact.replicas(GATEWAY, { groups: [placement], moves: movesIn(pod), reactions: LEAVE_ENDPOINTS }),
    Fact.dependsOn(GATEWAY, 'bucket'),
    ...toStart(GATEWAY),
  ];
}
