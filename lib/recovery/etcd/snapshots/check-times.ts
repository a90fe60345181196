import { Duration } from 'cdk8s';
import type { Environment, Problems } from '../../../core';
import { onlyCity } from '../../../core/store/only-city';
import { cronOf, milliseconds, shownTime } from '../../../core/workload/interval';
import { isText } from '../../../errors';
import type { Settled } from './props';
import { bandwidthTo } from './place';
import { runTime } from './run-time';

const HOUR = 3_600_000;

/** Checks the interval, what it costs and what is kept, against what may be lost with the city. */
export function checkTimes({ interval, retention, storeSite }: Settled, environment: Environment, problems: Problems) {
  const kept = problems.check(interval instanceof Duration && cronOf(interval) !== undefined, {
    at: 'interval',
    got: shownTime(interval),
    want: 'minutes that divide an hour, or hours that divide a day: cron keeps no other interval',
    fix: 'leave it out, or choose among 5, 10, 15, 20, 30 minutes and 1, 2, 3, 4, 6, 8, 12, 24 hours',
  });
  const stored = retention instanceof Duration ? milliseconds(retention) : Number.NaN;
  problems.check(Number.isInteger(stored / HOUR) && stored >= (kept ? 2 * milliseconds(interval) : HOUR), {
    at: 'retention',
    got: shownTime(retention),
    want: 'whole hours, at least twice the interval: one snapshot must outlive the making of the next',
    fix: 'for example `Duration.days(30)`',
  });
  if (kept) checkBudget(interval, storeSite, environment, problems);
}

function checkBudget(
  interval: Duration,
  storeSite: string | undefined,
  environment: Environment,
  problems: Problems,
): void {
  // What is no site was reported where the place is checked.
  const bandwidth = bandwidthTo(environment, isText(storeSite) ? storeSite : undefined);
  const { save, verify, ship, total } = runTime(bandwidth);
  const parts = `save ${human(save)}, verify ${human(verify)}, ship ${human(ship)}`;
  problems.check(milliseconds(total) <= milliseconds(interval), {
    at: 'interval',
    got: `${human(interval)}, while one snapshot takes ${human(total)} (${parts})`,
    want: 'a longer interval: the next run is left out while one is under way',
    fix: "lengthen it, or state the link's `bandwidth`",
  });
  const rpo = onlyCity(environment) === undefined ? undefined : environment.objectives.city?.rpo;
  if (rpo === undefined) return;
  const lost = milliseconds(interval) + milliseconds(total);
  problems.check(lost <= milliseconds(rpo), {
    at: 'interval',
    got: `${human(interval)} and ${human(total)} to a finished copy (${parts}): loses up to ${human(Duration.millis(lost))}`,
    want: `at most ${human(rpo)}, as \`objectives.city.rpo\` promises`,
    fix: "shorten `interval`, or state the link's `bandwidth`; copies never reach a loss of none",
  });
}

function human(duration: Duration): string {
  return String(shownTime(duration));
}
