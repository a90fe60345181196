import { Duration } from 'cdk8s';
import type { Alert } from '../../../core';
import { DETAIL } from './detail';

/** Of the cluster as a whole. */
export const HEALTH: readonly Alert[] = [
  {
    // Upstream asks `up` of a job by its name (PrometheusJobMissing), which whoever scrapes may choose.
    name: 'CephMetricsMissing',
    expression: 'absent(ceph_health_status)',
    for: Duration.minutes(5),
    severity: 'critical',
    summary: 'Nobody reads the metrics of Ceph: no other alert of it can be raised',
    mend: 'Look whether the managers run (`kubectl --namespace=rook-ceph get pods --selector=app=rook-ceph-mgr`), then whether Prometheus scrapes the Service rook-ceph-mgr',
  },
  {
    name: 'CephHealthError',
    expression: 'ceph_health_status == 2',
    for: Duration.minutes(5),
    severity: 'critical',
    summary: 'Ceph is in the state HEALTH_ERR',
    mend: `${DETAIL} names what is wrong`,
  },
  {
    name: 'CephHealthWarning',
    expression: 'ceph_health_status == 1',
    for: Duration.minutes(15),
    severity: 'warning',
    summary: 'Ceph is in the state HEALTH_WARN',
    mend: `${DETAIL} names what is wrong, also where no other alert does: clocks that differ, daemons that crashed, a slow network`,
  },
  {
    name: 'CephSlowOps',
    expression: 'ceph_healthcheck_slow_ops > 0',
    for: Duration.seconds(30),
    severity: 'warning',
    summary: '{{ $value }} operations take longer than 30 s',
    mend: `${DETAIL} names the disks: one of them is failing, or the network between the sites is`,
  },
];

/** Of the monitors. */
export const MONITORS: readonly Alert[] = [
  {
    name: 'CephMonDownQuorumAtRisk',
    expression:
      '((ceph_health_detail{name="MON_DOWN"} == 1) * on() group_right(cluster) (count(ceph_mon_quorum_status == 1) by(cluster) == bool (floor(count(ceph_mon_metadata) by(cluster) / 2) + 1))) == 1',
    for: Duration.seconds(30),
    severity: 'critical',
    summary: 'As few Ceph monitors are left as decide: the loss of one more stops all storage',
    mend: `Bring hosts of monitors back before anything else is taken down; ${DETAIL} names those that are missing`,
  },
  {
    name: 'CephMonDown',
    expression:
      '(count by (cluster) (ceph_mon_quorum_status == 0)) <= (count by (cluster) (ceph_mon_metadata) - floor((count by (cluster) (ceph_mon_metadata) / 2 + 1)))',
    for: Duration.seconds(30),
    severity: 'warning',
    summary: 'A Ceph monitor is out of the quorum',
    mend: 'Rook makes another after 10 minutes where a host is free; look at the host of the one that is missing',
  },
];

/** Ceph's own warning (`mon_warn_on_degraded_stretch_mode`), for which upstream has no rule. */
export const STRETCH: Alert = {
  name: 'CephStretchDegraded',
  expression: 'ceph_health_detail{name="DEGRADED_STRETCH_MODE"} == 1',
  severity: 'critical',
  summary: 'Ceph has given up a site: the other works alone, and acknowledges what one copy has',
  mend: 'Bring the site back: Ceph copies what it missed and returns to both by itself. Take no host of the other site down until then',
};
