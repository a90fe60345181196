import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { cronOf } from '../../core';
import { VeleroSchedule } from '../../kinds';
import { OWN } from './location';
import { NAMESPACE } from './operator/names';
import type { Settled } from './props';

/** The schedule as Velero takes it. */
export function scheduleObject(scope: Construct, settled: Settled): void {
  const { name, namespaces = ['*'], resources, interval, retention, data, timeout, rehearse } = settled;
  const reason = rehearse?.reason;
  new VeleroSchedule(scope, `schedule-${name}`, {
    metadata: {
      name,
      namespace: NAMESPACE,
      ...(reason === undefined ? {} : { annotations: { 'tripod/not-rehearsed': reason } }),
    },
    spec: {
      // `interval` was checked: cron can say it. Velero reads it in the time zone of its pod, which is UTC.
      schedule: cronOf(interval) ?? '',
      useOwnerReferencesInBackup: false,
      template: {
        includedNamespaces: namespaces,
        ...(resources === undefined ? {} : { includedResources: resources }),
        storageLocation: OWN,
        ttl: goDuration(retention),
        snapshotVolumes: data,
        snapshotMoveData: data,
        defaultVolumesToFsBackup: false,
        itemOperationTimeout: goDuration(timeout),
      },
    },
  });
}

/** `720h0m0s`: whole minutes as Go writes them. */
function goDuration(duration: Duration): string {
  const minutes = duration.toMinutes();
  return `${Math.floor(minutes / 60)}h${minutes % 60}m0s`;
}
