import { Duration } from 'cdk8s';
import type { Alert } from '../../core';
import { NAMESPACE } from '../rook/namespace';
import type { BucketRealm } from '../rook/object/realm/realm';
import { syncErrors, syncStatus } from '../rook/object/realm/steps';
import { ceph, rbd } from '../rook/tools';
import { RBD_MIRROR } from './blocks/daemons';
import { BUCKET_LAG, warningAge } from './facts';
import { FS_MIRROR } from './shared/filesystem';
import { DIRECTORIES } from './shared/times';
import type { MirrorTimes } from './times';

export interface Watched {
  readonly times: MirrorTimes;
  /** Whether it sends directories. */
  readonly sendsShared: boolean;
  /** The realm whose objects it fetches. */
  readonly realm: BucketRealm | undefined;
}

/**
 * Alerts of one side. What is fetched is measured by the side that receives, which either may be; directories are sent by
 * one only.
 * Sources: ceph src/tools/rbd_mirror/{image_replayer/snapshot/Replayer,PoolReplayer}.cc, src/tools/cephfs_mirror/
 * {PeerReplayer,FSMirror}.cc, src/rgw/rgw_sync_counters.cc, src/exporter/DaemonMetricCollector.cc and
 * src/pybind/mgr/prometheus/module.py@v20.2.0, rook deploy/charts/rook-ceph-cluster/prometheus/localrules.yaml@v1.20.6.
 */
export function mirrorAlerts({ times, sendsShared, realm }: Watched): readonly Alert[] {
  return [
    ...blockAlerts(times),
    ...(sendsShared ? sharedAlerts(times) : []),
    ...(realm === undefined ? [] : bucketAlerts(realm)),
  ];
}

/** The moment that the newest complete copy of an image shows, in the clock of the side that writes. */
const COPY = 'ceph_rbd_mirror_snapshot_image_local_timestamp';
const IMAGE = '{{ $labels.pool }}/{{ $labels.image }}';
const IMAGE_STATUS = `\`${rbd(`mirror image status ${IMAGE}`)}\``;

function blockAlerts(times: MirrorTimes): readonly Alert[] {
  const age = `time() - max by (pool, image) (${COPY})`;
  return [
    {
      name: 'CephMirrorLate',
      expression: `${age} > ${warningAge(times)}`,
      for: Duration.minutes(5),
      severity: 'warning',
      summary: `The copy of ${IMAGE} is {{ $value | humanizeDuration }} old`,
      mend: `Compare what changes with what the link carries: ${IMAGE_STATUS}, and the load of the link between the cities.`,
    },
    {
      name: 'CephMirrorBeyondObjective',
      expression: `${age} > ${times.rpo.toSeconds({ integral: false })}`,
      severity: 'critical',
      summary: `The copy of ${IMAGE} is {{ $value | humanizeDuration }} old: more would be lost with the city than is promised`,
      mend: `Look at the daemons (\`kubectl logs --namespace=${NAMESPACE} deployment/${RBD_MIRROR.deployment}\`) and at the link; tell whoever would decide on a failover.`,
    },
    {
      name: 'CephMirrorImageStopped',
      // A daemon drops the series of an image that it no longer follows: a split, an error, or a role that was exchanged.
      // Raised for a day, or until it follows again.
      expression: `max by (pool, image) (last_over_time(${COPY}[1d])) unless on (pool, image) ${COPY}`,
      for: Duration.minutes(5),
      severity: 'critical',
      summary: `${IMAGE} is no longer mirrored`,
      mend: `${IMAGE_STATUS} on both sides. After a split: choose the side whose data count, then resync the other; never by itself.`,
    },
    {
      name: 'CephMirrorDaemonsDown',
      expression: 'absent(ceph_rbd_mirror_metadata)',
      for: Duration.minutes(5),
      severity: 'critical',
      summary: 'No daemon mirrors block devices',
      mend: `\`kubectl get pods --namespace=${NAMESPACE} --selector=app=${RBD_MIRROR.labels.app}\`; each daemon reaches the monitors and disks of both sides.`,
    },
  ];
}

const SYNCED = 'ceph_cephfs_mirror_peers_snaps_synced';
const SHARED_STATUS = `\`${ceph('fs snapshot mirror daemon status')}\`, and the log of the Deployment ${FS_MIRROR.deployment}.`;

function sharedAlerts({ sharedRpo }: MirrorTimes): readonly Alert[] {
  const time = `${sharedRpo.toSeconds()}s`;
  return [
    {
      name: 'CephMirrorSharedBeyondObjective',
      // Of the time of the last one there is only `last_synced_end`, which counts from the start of the host. Where no
      // directory was mirrored that long ago, there is nothing to wait for.
      expression: `sum(increase(${SYNCED}[${time}])) == 0 and sum(ceph_cephfs_mirror_mirrored_filesystems_directory_count offset ${time}) > 0`,
      for: Duration.minutes(5),
      severity: 'critical',
      summary: 'No snapshot of shared files reaches the other city: more would be lost with this one than is promised',
      mend: SHARED_STATUS,
    },
    {
      name: 'CephMirrorSharedDaemonDown',
      // A daemon has the series of its peer from when it reaches it.
      expression: `absent(${SYNCED})`,
      for: Duration.minutes(5),
      severity: 'critical',
      summary: 'No daemon sends shared files to the other city',
      mend: `Once the storage is joined, as the plan says: ${SHARED_STATUS}`,
    },
    {
      name: 'CephMirrorDirectoriesMissed',
      expression: `time() - kube_cronjob_status_last_successful_time{namespace="${NAMESPACE}", cronjob="${DIRECTORIES}"} > 3600`,
      severity: 'warning',
      summary:
        'New volumes of the shared file system are not mirrored: the job that registers them has not succeeded for an hour',
      mend: `\`kubectl logs --namespace=${NAMESPACE} --selector=app.kubernetes.io/name=${DIRECTORIES}\`.`,
    },
    {
      name: 'CephMirrorSharedFails',
      expression: 'increase(ceph_cephfs_mirror_peers_sync_failures[1h]) > 0',
      severity: 'warning',
      summary: 'Snapshots of shared files do not reach the other city',
      mend: SHARED_STATUS,
    },
  ];
}

function bucketAlerts(realm: BucketRealm): readonly Alert[] {
  return [
    {
      name: 'CephMirrorBucketsFail',
      // ceph-exporter gives the counters of all source zones one name, and the zone as a label.
      expression: 'sum by (source_zone) (increase(ceph_data_sync_from_zone_fetch_errors[15m])) > 0',
      for: BUCKET_LAG,
      severity: 'critical',
      summary: 'Objects of the zone {{ $labels.source_zone }} cannot be fetched',
      mend: `\`${syncStatus(realm)}\`, then \`${syncErrors(realm)}\`.`,
    },
  ];
}
