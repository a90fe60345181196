import type { Duration } from 'cdk8s';

/** A CronJob by its identity. */
interface CronJobRef {
  readonly namespace: string;
  readonly name: string;
}

/**
 * PromQL: the seconds since a CronJob last succeeded, where they are more than `limit`. One that has not succeeded yet counts
 * from its creation. Read from kube-state-metrics (kubernetes/kube-state-metrics docs/metrics/workload/cronjob-metrics.md).
 */
export function lastSuccessBefore({ namespace, name }: CronJobRef, limit: Duration): string {
  const series = `{namespace="${namespace}",cronjob="${name}"}`;
  const success = `kube_cronjob_status_last_successful_time${series}`;
  const seconds = limit.toSeconds();
  const never = `time() - kube_cronjob_created${series} > ${seconds} unless on (namespace, cronjob) ${success}`;
  return `time() - ${success} > ${seconds} or (${never})`;
}
