import { Duration } from 'cdk8s';
import type { Alert } from '../../../core';
import { NAMESPACE } from '../../rook/namespace';
import { ceph } from '../../rook/tools';
import { FS_MIRROR } from '../shared/filesystem';
import { DIRECTORIES } from '../shared/times';
import type { MirrorTimes } from '../times';

const SYNCED = 'ceph_cephfs_mirror_peers_snaps_synced';
const SUCCEEDED = `kube_cronjob_status_last_successful_time{namespace="${NAMESPACE}", cronjob="${DIRECTORIES}"}`;
const COUNT = 'ceph_cephfs_mirror_mirrored_filesystems_directory_count';
const SHARED_STATUS = `\`${ceph('fs snapshot mirror daemon status')}\`, and the log of the Deployment ${FS_MIRROR.deployment}.`;

/** Alerts of shared files, on the side that sends. Ceph 20.2 has no series for a directory, only for all together. */
export function sharedAlerts({ sharedRpo }: MirrorTimes): readonly Alert[] {
  const time = `${sharedRpo.toSeconds()}s`;
  const arrived = `sum(increase(${SYNCED}[${time}]))`;
  return [
    {
      name: 'CephMirrorSharedBeyondObjective',
      // Of the time of the last one there is only `last_synced_end`, which counts from the start of the host. Of every
      // directory that was mirrored that long ago, one snapshot has come at least; `increase` is a little off. What was
      // given up since then is not waited for.
      expression: `${arrived} < 0.9 * sum(${COUNT} offset ${time}) unless ${arrived} >= 0.9 * sum(${COUNT})`,
      for: Duration.minutes(5),
      severity: 'critical',
      summary:
        'Too few snapshots of shared files reach the other city: of some directories more would be lost with this one than is promised',
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
      // There is no series of a job that has never succeeded.
      expression: `time() - ${SUCCEEDED} > 3600 or absent(${SUCCEEDED})`,
      for: Duration.minutes(30),
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
