import { Duration } from 'cdk8s';
import type { Alert } from '../../core';
import { lastSuccessBefore } from '../../core/alert/last-success';
import { pascal } from '../../core/alert/pascal';
import { NAMESPACE, scheduleName, VELERO } from './operator/names';
import type { Settled } from './props';
import { jobOf } from './rehearsal/names';
import type { Rehearsal } from './rehearsal/rehearsal';

/** Time that a metric may be late: between two scrapes, and until Velero has noticed. */
const SLACK = Duration.minutes(15);

/**
 * Alerts of a schedule. A backup is as old as `interval` and `timeout` together before anything is wrong (velero
 * pkg/metrics/metrics.go and pkg/controller/backup_controller.go@v1.18.1). Its metrics count backups of every location.
 */
export function backupAlerts(environment: string, { name, interval, timeout }: Settled): readonly Alert[] {
  const schedule = scheduleName(environment, name);
  const series = `{schedule="${schedule}"}`;
  const success = `velero_backup_last_successful_timestamp${series}`;
  const limit = interval.toSeconds() + timeout.toSeconds();
  const mend = `kubectl --namespace=${NAMESPACE} get backups --selector=velero.io/schedule-name=${schedule}; kubectl --namespace=${NAMESPACE} logs deployment/${VELERO}`;
  return [
    {
      name: `BackupTooOld${pascal(name)}`,
      expression: `time() - ${success} > ${limit}`,
      for: SLACK,
      severity: 'critical',
      summary: `The last good backup ${name} is {{ $value | humanizeDuration }} old`,
      mend,
    },
    {
      name: `BackupMissing${pascal(name)}`,
      expression: `absent(${success})`,
      for: Duration.seconds(limit + SLACK.toSeconds()),
      severity: 'critical',
      summary: `No backup ${name} has ever succeeded, or nobody reads Velero's metrics`,
      mend,
    },
    {
      name: `BackupFailed${pascal(name)}`,
      expression: `velero_backup_last_status${series} == 0`,
      severity: 'warning',
      summary: `The last backup ${name} failed, in part or as a whole`,
      mend,
    },
  ];
}

/** Alert of a rehearsal, whose success is that of its CronJob. */
export function rehearsalAlert(name: string, { interval, timeout }: Rehearsal): Alert {
  const job = jobOf(name);
  const limit = Duration.seconds(interval.toSeconds() + timeout.toSeconds());
  return {
    name: `RehearsalTooOld${pascal(name)}`,
    expression: lastSuccessBefore({ namespace: NAMESPACE, name: job }, limit),
    for: SLACK,
    severity: 'warning',
    summary: `Whether the backup ${name} can be restored was last seen {{ $value | humanizeDuration }} ago, or never`,
    mend: `kubectl --namespace=${NAMESPACE} describe job --selector=batch.kubernetes.io/cronjob-name=${job}`,
  };
}
