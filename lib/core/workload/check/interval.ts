import { Duration } from 'cdk8s';
import type { Problems } from '../../../errors';
import { cronOf, milliseconds, shownTime } from '../interval';

const HOUR = 3_600_000;

/** Intervals that people choose among: cron knows a few more. */
export const USUAL_INTERVALS = '5, 10, 15, 20, 30 minutes and 1, 2, 3, 4, 6, 8, 12, 24 hours';

/** Checks that cron can keep an interval. */
export function checkInterval(interval: unknown, fix: string, problems: Problems): interval is Duration {
  return problems.check(interval instanceof Duration && cronOf(interval) !== undefined, {
    at: 'interval',
    got: shownTime(interval),
    want: 'minutes that divide an hour, or hours that divide a day: cron keeps no other interval',
    fix,
  });
}

/** Whether what is kept for so long, in whole hours, outlives the making of the next. @param interval undefined where it is none */
export function outlives(retention: unknown, interval: Duration | undefined): boolean {
  const kept = retention instanceof Duration ? milliseconds(retention) : Number.NaN;
  return Number.isInteger(kept / HOUR) && kept >= (interval === undefined ? HOUR : 2 * milliseconds(interval));
}
