import { Duration } from 'cdk8s';
import type { Problems } from '../../../core';
import { rpoOfCity } from '../../../core/store/only-city';
import { checkInterval, outlives, USUAL_INTERVALS } from '../../../core/workload/check/interval';
import { milliseconds, shownTime } from '../../../core/workload/interval';
import { show } from '../../../errors';
import type { Context, Settled } from '../props';

const MINUTE = 60_000;

/** Backups of a schedule that may be kept: one object in the cluster each, and a folder in the store. */
const MOST = 3000;

/** Checks how often, for how long, and against what may be lost. @returns whether the interval is one */
export function checkTimes(schedule: Settled, context: Context, problems: Problems): boolean {
  const { interval, retention, timeout } = schedule;
  const kept = checkInterval(interval, `choose among ${USUAL_INTERVALS}`, problems);
  const stored = retention instanceof Duration ? milliseconds(retention) : Number.NaN;
  const whole = problems.check(outlives(retention, kept ? interval : undefined), {
    at: 'retention',
    got: shownTime(retention),
    want: 'whole hours, at least twice `interval`: one backup must outlive the making of the next',
    fix:
      kept && 2 * milliseconds(interval) > milliseconds(context.lock)
        ? 'lengthen `lock`, or back up more often'
        : 'leave it out to keep backups for as long as they are locked',
  });
  problems.check(!whole || stored <= milliseconds(context.lock), {
    at: 'retention',
    got: `${show(shownTime(retention))}, while the store locks for ${show(shownTime(context.lock))}`,
    want: 'at most as long as the lock: after it, whoever has the key can delete them',
    fix: "shorten it, or lengthen the bucket's default retention and `lock`",
  });
  const count = whole && kept ? Math.floor(stored / milliseconds(interval)) : 0;
  problems.check(count <= MOST, {
    at: 'retention',
    got: `${show(shownTime(retention))}: ${count} backups`,
    want: `${MOST} at most: Velero compares all of them with the store every minute`,
    fix: 'keep them for a shorter time, or back up less often',
  });
  const run = timeout instanceof Duration ? milliseconds(timeout) : Number.NaN;
  const bounded = problems.check(
    Number.isInteger(run / MINUTE) && run >= MINUTE && (!kept || run <= milliseconds(interval)),
    {
      at: 'timeout',
      got: shownTime(timeout),
      want: 'whole minutes, at most `interval`: the next backup is left out while one is under way',
      fix: 'shorten it, or back up less often',
    },
  );
  if (kept && bounded) checkLoss(schedule, context, problems);
  return kept;
}

/** Where only a copy elsewhere is left of what it covers, it must be young enough. */
function checkLoss({ interval, timeout, covers = [] }: Settled, { environment }: Context, problems: Problems): void {
  const rpo = rpoOfCity(environment);
  if (rpo === undefined || covers.length === 0) return;
  const lost = milliseconds(interval) + milliseconds(timeout);
  problems.check(lost <= milliseconds(rpo), {
    at: 'interval',
    got: `${show(shownTime(interval))} and ${show(shownTime(timeout))} to a finished copy: loses up to ${show(shownTime(Duration.millis(lost)))}`,
    want: `at most ${show(shownTime(rpo))}, as \`objectives.city.rpo\` promises`,
    fix: 'back up more often, or mirror the volumes; backups never reach a loss of none',
  });
}
