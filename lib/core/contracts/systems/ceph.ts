import { Duration } from 'cdk8s';
import { type Copies, Fact, fixed, type Voters } from '../facts';
import type { SpreadDomain } from '../nodes';
import { members, unanswered, whole, type Where } from './members';

/** A leader takes over the leases when nobody has answered for that long (`mon_lease` × `mon_lease_ack_timeout_factor`). */
const LEASE = { name: 'lease of the Ceph monitors', time: Duration.seconds(10) };
/** `mon_election_timeout`. */
const ELECTION = { name: 'election of the Ceph monitors', time: Duration.seconds(5) };
/** `osd_heartbeat_interval`: a heartbeat may have been answered just before. */
const HEARTBEAT = { name: 'Ceph OSD heartbeat interval', time: Duration.seconds(6) };
/** `osd_heartbeat_grace`. */
const GRACE = { name: 'Ceph OSD heartbeat grace', time: Duration.seconds(20) };
/** `osd_mon_report_interval`: two disks of other hosts tell the monitors (`mon_osd_min_down_reporters`). */
const REPORT = { name: 'Ceph OSDs report a silent one', time: Duration.seconds(5) };
/** No time is promised; ten seconds are ten times what a small cluster takes. */
const PEER = { name: 'Ceph placement groups peer', time: Duration.seconds(10) };

/** What Ceph monitors take to have a leader again (ceph src/common/options/mon.yaml.in@v20.2.0). */
export const CEPH_ELECTION = unanswered(LEASE, ELECTION);

/** What placement groups take to serve without disks that vanished (ceph src/common/options/{global,osd}.yaml.in@v20.2.0). */
export const CEPH_PEERING = unanswered(HEARTBEAT, GRACE, REPORT, PEER);

interface CephMonitorsProps {
  /** Hosts of the monitors, one each. */
  readonly hosts: readonly string[];
  /** The one of them that breaks ties in stretch mode. @default - none */
  readonly tiebreaker?: string;
}

/**
 * Ceph monitors: more than half of the monitor map decides (Ceph documentation, "Monitor Config Reference"). The
 * tiebreaker never leads, so that the two data sites stay together (ceph src/mon/Monitor.cc, set_elector_disallowed_leaders).
 */
export function cephMonitors(of: string, { hosts, tiebreaker }: CephMonitorsProps): readonly Voters[] {
  const groups = hosts.flatMap((host) => fixed([host], host === tiebreaker ? { leads: false } : {}));
  return [Fact.voters(of, { groups, membership: 'static', reactions: CEPH_ELECTION })];
}

interface CephPoolProps extends Where {
  /** Copies of each object. @default 3 (`osd_pool_default_size`) */
  readonly size?: number;
  /** Fewest copies with which a placement group is active. @default - size − ⌊size / 2⌋ (`osd_pool_default_min_size`) */
  readonly minSize?: number;
  /** What no two copies share: the type in CRUSH's `chooseleaf`. @default 'host' */
  readonly failureDomain?: SpreadDomain;
}

/**
 * A replicated pool. A placement group with fewer than `min_size` copies serves nothing (Ceph documentation, "Placement
 * Group States"), and a write is acknowledged when all copies of the acting set have it, which may be as few as
 * `min_size`. Copies are made anew only once an OSD is `out`: that is repair, and comes later.
 */
export function cephPool(of: string, props: CephPoolProps): readonly Copies[] {
  const size = whole(of, 'size', props.size ?? 3, 1, 10);
  const minimum = whole(of, 'minSize', props.minSize ?? size - Math.floor(size / 2), 1, size);
  const groups = members(of, props, size, [{ domain: props.failureDomain ?? 'host', most: 1 }]);
  return [Fact.copies(of, { groups, minimum, reactions: CEPH_PEERING })];
}

interface CephStretchProps {
  /** Hosts with disks of the two data sites. */
  readonly hosts: readonly string[];
}

/**
 * A pool in stretch mode: four copies, two in each of two sites; a placement group is active only when it peers over
 * both. When a site is lost, `min_size` falls from 2 to 1 by itself and the other site goes on (Ceph documentation,
 * "Stretch Clusters").
 */
export function cephStretch(of: string, { hosts }: CephStretchProps): readonly Copies[] {
  return [
    Fact.copies(of, {
      groups: members(of, { hosts }, 4, [{ domain: 'site', most: 2 }]),
      minimum: 2,
      spans: { domain: 'site', count: 2 },
      fallback: { minimum: 1 },
      reactions: CEPH_PEERING,
    }),
  ];
}
