import { Duration } from 'cdk8s';
import type { Alert } from '../../core';
import { BUCKET_LAG, type Mirrored, warningAge } from './facts';
import { DIRECTORIES } from './shared/times';
import type { MirrorTimes } from './times';

/**
 * Alerts of one side. Each metric comes from the side that receives: both have all rules, since either may.
 * Sources: ceph src/tools/rbd_mirror/{image_replayer/snapshot/Replayer,PoolReplayer}.cc, src/tools/cephfs_mirror/PeerReplayer.cc,
 * src/rgw/rgw_sync_counters.cc and src/exporter/DaemonMetricCollector.cc@v20.2.0, src/pybind/mgr/prometheus/module.py,
 * rook deploy/charts/rook-ceph-cluster/prometheus/localrules.yaml@v1.20.6.
 */
export function mirrorAlerts({ shared, bucket }: Mirrored, times: MirrorTimes): readonly Alert[] {
  return [...blocks(times), ...(shared ? sharedAlerts(times) : []), ...(bucket ? bucketAlerts() : [])];
}

/** The moment that the newest complete copy of an image shows, in the clock of the side that writes. */
const COPY = 'ceph_rbd_mirror_snapshot_image_local_timestamp';

function blocks(times: MirrorTimes): readonly Alert[] {
  const age = `time() - max by (pool, image) (${COPY})`;
  return [
    {
      name: 'CephMirrorLate',
      expression: `${age} > ${warningAge(times)}`,
      after: Duration.minutes(5),
      severity: 'warning',
      summary: 'The copy of {{ $labels.pool }}/{{ $labels.image }} is {{ $value | humanizeDuration }} old',
      mend: 'Compare what changes with what the link carries: `rbd mirror image status`, and the load of the link between the cities.',
    },
    {
      name: 'CephMirrorBeyondObjective',
      expression: `${age} > ${times.rpo.toSeconds({ integral: false })}`,
      severity: 'critical',
      summary:
        'The copy of {{ $labels.pool }}/{{ $labels.image }} is {{ $value | humanizeDuration }} old: more would be lost with the city than is promised',
      mend: 'Look at the daemons (`kubectl logs --namespace=rook-ceph deployment/rook-ceph-rbd-mirror-a`) and at the link; tell whoever would decide on a failover.',
    },
    {
      name: 'CephMirrorImageStopped',
      // A daemon drops the series of an image that it no longer follows: a split, an error, or a role that was exchanged.
      // Raised for a day, or until it follows again.
      expression: `max by (pool, image) (last_over_time(${COPY}[1d])) unless on (pool, image) ${COPY}`,
      after: Duration.minutes(5),
      severity: 'critical',
      summary: '{{ $labels.pool }}/{{ $labels.image }} is no longer mirrored',
      mend: '`rbd mirror image status` on both sides. After a split: choose the side whose data count, then resync the other; never by itself.',
    },
    {
      name: 'CephMirrorDaemonsDown',
      expression: 'absent(ceph_rbd_mirror_metadata)',
      after: Duration.minutes(5),
      severity: 'critical',
      summary: 'No daemon mirrors block devices',
      mend: '`kubectl get pods --namespace=rook-ceph --selector=app=rook-ceph-rbd-mirror`; each daemon reaches the monitors and disks of both sides.',
    },
  ];
}

function sharedAlerts({ sharedRpo }: MirrorTimes): readonly Alert[] {
  return [
    {
      name: 'CephMirrorSharedBeyondObjective',
      // Of the time of the last one there is only `last_synced_end`, which counts from the start of the host.
      expression: `sum(increase(ceph_cephfs_mirror_peers_snaps_synced[${sharedRpo.toSeconds()}s])) == 0`,
      after: Duration.minutes(5),
      severity: 'critical',
      summary: 'No snapshot of shared files reaches the other city: more would be lost with this one than is promised',
      mend: '`ceph fs snapshot mirror daemon status`, and the log of the Deployment rook-ceph-fs-mirror.',
    },
    {
      name: 'CephMirrorDirectoriesMissed',
      expression: `time() - kube_cronjob_status_last_successful_time{namespace="rook-ceph", cronjob="${DIRECTORIES}"} > 3600`,
      severity: 'warning',
      summary:
        'New volumes of the shared file system are not mirrored: the job that registers them has not succeeded for an hour',
      mend: `\`kubectl logs --namespace=rook-ceph --selector=app.kubernetes.io/name=${DIRECTORIES}\`.`,
    },
    {
      name: 'CephMirrorSharedFails',
      expression: 'increase(ceph_cephfs_mirror_peers_sync_failures[1h]) > 0',
      severity: 'warning',
      summary: 'Snapshots of shared files do not reach the other city',
      mend: '`ceph fs snapshot mirror daemon status`, and the log of the Deployment rook-ceph-fs-mirror.',
    },
  ];
}

function bucketAlerts(): readonly Alert[] {
  return [
    {
      name: 'CephMirrorBucketsFail',
      // ceph-exporter gives the counters of all source zones one name, and the zone as a label.
      expression: 'sum by (source_zone) (increase(ceph_data_sync_from_zone_fetch_errors[15m])) > 0',
      after: BUCKET_LAG,
      severity: 'critical',
      summary: 'Objects of the zone {{ $labels.source_zone }} cannot be fetched',
      mend: '`radosgw-admin sync status` and `radosgw-admin sync error list` on this side.',
    },
  ];
}
