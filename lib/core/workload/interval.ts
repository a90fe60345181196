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

/** Also of durations that are no whole number of them, for which cdk8s throws. */
export function milliseconds(duration: Duration): number {
  return duration.toMilliseconds({ integral: false });
}

/** What an error shows of a time: `none`, `1 hour 30 minutes`, or whatever stands in its place. */
export function shownTime(value: unknown): unknown {
  return value instanceof Duration ? human(milliseconds(value)) : value;
}

/** Milliseconds of each unit, the longest first. */
const UNITS = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000, millisecond: 1 } as const;

/** `4 hours`, of which cdk8s makes 3 hours and 60 minutes. */
function human(all: number): string {
  if (all === 0) return 'none';
  if (!Number.isFinite(all)) return `${all} milliseconds`;
  let rest = all;
  const parts = Object.entries(UNITS).flatMap(([unit, size]) => {
    const count = size === 1 ? rest : Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? '' : 's'}`];
  });
  return parts.join(' ');
}
