import type { Duration } from 'cdk8s';
import type { PlanStep } from '../../core';
import type { BackupLocation } from './location';
import { NAMESPACE, PASSWORD, scheduleName, VELERO } from './operator/names';

const RUN = `kubectl --namespace=${NAMESPACE} exec deployment/${VELERO} --container=${VELERO} -- /velero`;

/** What must exist for backups to be made, and to be worth anything later. @param secret what the key is called */
export function storePrerequisites(
  { bucket, endpoint }: BackupLocation,
  place: string,
  secret: string,
  lock: Duration,
): readonly string[] {
  const days = lock.toDays();
  return [
    `bucket ${bucket} at ${endpoint} in ${place}, with versions, object lock in compliance mode with a default retention ` +
      `of ${days} days, and a rule that removes versions ${days} days after they were replaced or deleted`,
    `${secret}/credentials: the key of Velero to that bucket, as a credentials file of AWS ([default], aws_access_key_id, ` +
      'aws_secret_access_key). It may list the bucket, and get, put and delete objects; never s3:DeleteObjectVersion, ' +
      's3:PutLifecycleConfiguration, s3:PutBucketVersioning nor s3:BypassGovernanceRetention: whoever takes over the ' +
      'cluster has it',
    `the password in ${PASSWORD.secret}, made by chance, the same in every environment that reads these backups, and kept ` +
      'in a safe, too: without it no volume can be restored',
  ];
}

/** What must exist for reading the backups of another environment. */
export function readingPrerequisites({ bucket, endpoint, folder }: BackupLocation, secret: string): readonly string[] {
  return [
    `${secret}/credentials: a key that may only list and get what is below ${folder}/ in bucket ${bucket} at ${endpoint}`,
    `the same password in ${PASSWORD.secret} as in ${folder}`,
    `storage classes of the names that ${folder} has`,
  ];
}

/** Metrics that only kube-state-metrics has. */
export const CRON_JOB_METRICS = 'kube-state-metrics, scraped by Prometheus: how old a rehearsal is stands there';

/** A backup outside of the schedule, before an upgrade. */
export function backupAtOnce(environment: string, name: string): PlanStep {
  return {
    title: `Back up ${name} at once: before an upgrade`,
    when: 'later',
    commands: [`${RUN} backup create --from-schedule=${scheduleName(environment, name)} --wait`],
  };
}

/**
 * Restores all that is not there; what is there stays as it is.
 * @param from environment that made the backups @param here environment that restores them
 */
export function restore(name: string, from: string, here: string): PlanStep {
  const schedule = scheduleName(from, name);
  return {
    title: `Restore ${name}${from === here ? '' : ` of ${from}`} from its last good backup: what exists is left as it is`,
    when: 'later',
    commands: [
      `restore=${schedule}-$(date +%s)`,
      `${RUN} restore create "$restore" --from-schedule=${schedule} --wait`,
      `kubectl --namespace=${NAMESPACE} wait --for=jsonpath='{.status.phase}'=Completed "restores.velero.io/$restore" --timeout=30s || { ${RUN} restore logs "$restore"; false; }`,
    ],
  };
}
