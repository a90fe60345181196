import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { cronOf } from '../../core';
import { VeleroSchedule } from '../../kinds';
import { OWN } from './location';
import { NAMESPACE, scheduleName } from './operator/names';
import type { Settled } from './props';
import { ALL_SCRATCH } from './rehearsal/names';

/** The schedule as Velero takes it. @param environment whose name it carries */
export function scheduleObject(scope: Construct, environment: string, settled: Settled): void {
  const { name, namespaces, resources, interval, retention, data, timeout, rehearse } = settled;
  const reason = rehearse?.reason;
  new VeleroSchedule(scope, `schedule-${name}`, {
    metadata: {
      name: scheduleName(environment, name),
      namespace: NAMESPACE,
      ...(reason === undefined ? {} : { annotations: { 'tripod/not-rehearsed': reason } }),
    },
    spec: {
      // `interval` was checked: cron can say it. Velero reads it in the time zone of its pod, which is UTC.
      schedule: cronOf(interval) ?? '',
      useOwnerReferencesInBackup: false,
      template: {
        ...(namespaces === undefined ? ALL : { includedNamespaces: namespaces }),
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

/**
 * All but Velero's own, whose Secrets open the backups, and copies that rehearsals make. Velero leaves out what belongs to
 * the cluster where a namespace is left out, unless it is told (velero pkg/util/collections/includes_excludes.go@v1.18.1).
 */
const ALL = {
  includedNamespaces: ['*'],
  excludedNamespaces: [NAMESPACE, ALL_SCRATCH],
  includeClusterResources: true,
};

/** `720h0m0s`: whole minutes as Go writes them. */
function goDuration(duration: Duration): string {
  const minutes = duration.toMinutes();
  return `${Math.floor(minutes / 60)}h${minutes % 60}m0s`;
}
