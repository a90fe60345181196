import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { CronJob, cronOf } from '../../../core';
import { NAMESPACE } from '../operator/names';
import { jobOf, REHEARSAL } from './names';
import type { Rehearsal } from './rehearsal';
import { SCRATCH, steps } from './steps';

/** Sundays at four: a copy of all data of a tenant is made, and nobody waits for it. */
const WEEKLY = '0 4 * * 0';

/** The schedule of an interval of rehearsals; undefined for one that cron does not keep. */
export function rehearsalCron(interval: Duration): string | undefined {
  return interval.toMilliseconds({ integral: false }) === 7 * 24 * 3_600_000 ? WEEKLY : cronOf(interval);
}

/** A schedule that is rehearsed. */
interface Rehearsed {
  readonly name: string;
  /** The only one that is backed up. */
  readonly namespace: string;
  readonly rehearse: Rehearsal;
}

/** Tries to restore the newest backup of a schedule, again and again. */
export function rehearsalJob(
  scope: Construct,
  environment: string,
  { name: schedule, namespace, rehearse }: Rehearsed,
) {
  const all = steps(environment, schedule, namespace);
  new CronJob(scope, jobOf(schedule), {
    name: jobOf(schedule),
    namespace: NAMESPACE,
    // `interval` was checked: cron can say it.
    schedule: rehearsalCron(rehearse.interval) ?? WEEKLY,
    deadline: rehearse.timeout,
    // A second attempt would clear away what shows why the first one failed.
    retries: 0,
    serviceAccount: REHEARSAL,
    initContainers: all.slice(0, -1),
    containers: all.slice(-1),
    volumes: [SCRATCH],
  });
}
