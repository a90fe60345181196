import { Duration } from 'cdk8s';
import type { Alert } from '../../core';
import type { Layout } from './cluster/layout';

const TOOLS =
  'kubectl --namespace=rook-ceph exec deploy/rook-ceph-operator -- ceph --conf=/var/lib/rook/rook-ceph/rook-ceph.config';
const DETAIL = `\`${TOOLS} health detail\``;

/**
 * What somebody must look at. Expressions and times: rook/rook
 * deploy/charts/rook-ceph-cluster/prometheus/localrules.yaml@v1.20.6, which are those of Ceph's monitoring/ceph-mixin.
 */
const ALWAYS: readonly Alert[] = [
  {
    name: 'CephHealthError',
    expression: 'ceph_health_status == 2',
    after: Duration.minutes(5),
    severity: 'critical',
    summary: 'Ceph is in the state HEALTH_ERR',
    mend: `${DETAIL} names what is wrong`,
  },
  {
    name: 'CephMonitorsWithoutMargin',
    expression:
      '((ceph_health_detail{name="MON_DOWN"} == 1) * on() group_right(cluster) (count(ceph_mon_quorum_status == 1) by(cluster) == bool (floor(count(ceph_mon_metadata) by(cluster) / 2) + 1))) == 1',
    after: Duration.seconds(30),
    severity: 'critical',
    summary: 'As few Ceph monitors are left as decide: the loss of one more stops all storage',
    mend: `Bring hosts of monitors back before anything else is taken down; ${DETAIL} names those that are missing`,
  },
  {
    name: 'CephMonitorDown',
    expression:
      '(count by (cluster) (ceph_mon_quorum_status == 0)) <= (count by (cluster) (ceph_mon_metadata) - floor((count by (cluster) (ceph_mon_metadata) / 2 + 1)))',
    after: Duration.seconds(30),
    severity: 'warning',
    summary: 'A Ceph monitor is out of the quorum',
    mend: 'Rook makes another after 10 minutes where a host is free; look at the host of the one that is missing',
  },
  {
    name: 'CephDiskDown',
    expression: 'ceph_health_detail{name="OSD_DOWN"} == 1',
    after: Duration.minutes(5),
    severity: 'warning',
    summary: 'Disks of Ceph do not answer',
    mend: `${DETAIL} names them. After 10 minutes their data is copied elsewhere, except for a whole rack or site (mon_osd_down_out_subtree_limit): that waits for you`,
  },
  {
    name: 'CephHostDown',
    expression: 'ceph_health_detail{name="OSD_HOST_DOWN"} == 1',
    after: Duration.minutes(5),
    severity: 'warning',
    summary: 'All disks of a host do not answer',
    mend: 'Bring the host back, or let Ceph copy its data: the room for that is reserved',
  },
  {
    name: 'CephNearFull',
    expression: 'ceph_health_detail{name="OSD_NEARFULL"} == 1',
    after: Duration.minutes(5),
    severity: 'warning',
    summary: 'A disk of Ceph holds more than 85 %',
    mend: 'Add disks, or delete data: the next loss of a host would fill others. Where one disk stands out, the balancer is off',
  },
  {
    name: 'CephBackfillFull',
    expression: 'ceph_health_detail{name="OSD_BACKFILLFULL"} > 0',
    after: Duration.minutes(1),
    severity: 'critical',
    summary: 'A disk of Ceph holds more than 90 %: lost copies are no longer made anew there',
    mend: 'Add disks, or delete data, at once',
  },
  {
    name: 'CephFull',
    expression: 'ceph_health_detail{name="OSD_FULL"} > 0',
    after: Duration.minutes(1),
    severity: 'critical',
    summary: 'A disk of Ceph is full: nothing is written any more',
    mend: `Add disks. To delete data meanwhile, \`${TOOLS} osd set-full-ratio 0.96\` gives some room; set it back to 0.95`,
  },
  {
    name: 'CephInactive',
    expression: 'ceph_pool_metadata * on(cluster,pool_id,instance) group_left() (ceph_pg_total - ceph_pg_active) > 0',
    after: Duration.minutes(5),
    severity: 'critical',
    summary: 'Placement groups of the pool {{ $labels.name }} serve nothing',
    mend: `Too few copies are there: ${DETAIL} names the disks that are missed`,
  },
  {
    name: 'CephUnclean',
    expression: 'ceph_pool_metadata * on(cluster,pool_id,instance) group_left() (ceph_pg_total - ceph_pg_clean) > 0',
    after: Duration.minutes(15),
    severity: 'warning',
    summary: 'Placement groups of the pool {{ $labels.name }} lack copies, or lie where they should not',
    mend: 'Take nothing else down until they are clean. Where the number does not fall, a disk is down or full',
  },
  {
    name: 'CephDamaged',
    expression: 'ceph_health_detail{name=~"PG_DAMAGED|OSD_SCRUB_ERRORS"} == 1',
    after: Duration.minutes(5),
    severity: 'critical',
    summary: 'Copies of an item differ',
    mend: `${DETAIL} names the placement group: \`${TOOLS} pg repair <group>\`, then look after the disk that was wrong`,
  },
  {
    name: 'CephSlowOperations',
    expression: 'ceph_healthcheck_slow_ops > 0',
    after: Duration.seconds(30),
    severity: 'warning',
    summary: '{{ $value }} operations take longer than 30 s',
    mend: `${DETAIL} names the disks: one of them is failing, or the network between the sites is`,
  },
  {
    name: 'CephQuotaNear',
    expression: 'ceph_health_detail{name="POOL_NEAR_FULL"} > 0',
    after: Duration.minutes(5),
    severity: 'warning',
    summary: 'A pool has nearly reached its quota, or its disks are nearly full',
    mend: 'Raise the quota as far as the capacity allows: Tripod refuses more',
  },
  {
    name: 'CephQuotaReached',
    expression: 'ceph_health_detail{name="POOL_FULL"} > 0',
    after: Duration.minutes(1),
    severity: 'critical',
    summary: 'A pool has reached its quota: nothing is written to it any more',
    mend: 'Delete data, or raise the quota as far as the capacity allows',
  },
];

/** Ceph's own warning (`mon_warn_on_degraded_stretch_mode`), for which upstream has no rule. */
const STRETCH: Alert = {
  name: 'CephStretchDegraded',
  expression: 'ceph_health_detail{name="DEGRADED_STRETCH_MODE"} == 1',
  severity: 'critical',
  summary: 'Ceph has given up a site: the other works alone, and acknowledges what one copy has',
  mend: 'Bring the site back: Ceph copies what it missed and returns to both by itself. Take no host of the other site down until then',
};

export function alertsOf({ mode }: Layout): readonly Alert[] {
  return mode === 'stretch' ? [...ALWAYS, STRETCH] : ALWAYS;
}
