import { Duration } from 'cdk8s';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Intervals that five fields of cron can say exactly, in minutes: what divides an hour, and hours that divide a day. */
export const INTERVALS: readonly number[] = [
  ...[1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30],
  ...[1, 2, 3, 4, 6, 8, 12, 24].map((hours) => hours * HOUR),
];

/**
 * The schedule of an interval, counted from midnight. Undefined for what cron would not keep, such as 45 minutes: its
 * steps start again with every hour and every day.
 */
export function cronOf(interval: Duration): string | undefined {
  const minutes = milliseconds(interval) / 60_000;
  if (!INTERVALS.includes(minutes)) return undefined;
  if (minutes < HOUR) return minutes === 1 ? '* * * * *' : `*/${minutes} * * * *`;
  if (minutes < DAY) return minutes === HOUR ? '0 * * * *' : `0 */${minutes / HOUR} * * *`;
  return '0 0 * * *';
}

/** The longest interval that cron can say, up to half of what may be lost, and to an hour: a snapshot costs seconds. */
export function defaultInterval(rpo: Duration | undefined): Duration {
  const most = Math.min(HOUR, rpo === undefined ? HOUR : milliseconds(rpo) / 60_000 / 2);
  return Duration.minutes(Math.max(1, ...INTERVALS.filter((minutes) => minutes <= most)));
}

/** Also of durations that are no whole number of them, for which cdk8s throws. */
export function milliseconds(duration: Duration): number {
  return duration.toMilliseconds({ integral: false });
}
