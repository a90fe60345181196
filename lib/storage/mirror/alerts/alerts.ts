import { Duration } from 'cdk8s';
import type { Alert } from '../../../core';
import { NAMESPACE } from '../../rook/namespace';
import type { BucketRealm } from '../../rook/object/realm/realm';
import { rbd } from '../../rook/tools';
import { RBD_MIRROR } from '../blocks/daemons';
import { warningAge } from '../facts';
import type { MirrorTimes } from '../times';
import { bucketAlerts } from './buckets';
import { sharedAlerts } from './shared';

interface Watched {
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
    ...(realm === undefined ? [] : bucketAlerts(realm, times)),
  ];
}

/** The moment that the newest complete copy of an image shows, in the clock of the side that writes. */
export const COPY = 'ceph_rbd_mirror_snapshot_image_local_timestamp';
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
