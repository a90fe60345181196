import { Duration } from 'cdk8s';
import { INTERVALS, milliseconds } from '../../../core/workload/interval';

const HOUR = 60;

/** The longest interval that cron can say, up to half of what may be lost, and to an hour: a snapshot costs seconds. */
export function defaultInterval(rpo: Duration | undefined): Duration {
  const most = Math.min(HOUR, rpo === undefined ? HOUR : milliseconds(rpo) / 60_000 / 2);
  return Duration.minutes(Math.max(1, ...INTERVALS.filter((minutes) => minutes <= most)));
}
