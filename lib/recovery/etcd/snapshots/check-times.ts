import { Duration } from 'cdk8s';
import type { Environment, Problems } from '../../../core';
import { rpoOfCity } from '../../../core/store/only-city';
import { checkInterval, outlives, USUAL_INTERVALS } from '../../../core/workload/check/interval';
import { milliseconds, shownTime } from '../../../core/workload/interval';
import { isText } from '../../../errors';
import type { Settled } from './props';
import { bandwidthTo } from './place';
import { runTime } from './run-time';

/** Checks the interval, what it costs and what is kept, against what may be lost with the city. */
export function checkTimes({ interval, retention, storeSite }: Settled, environment: Environment, problems: Problems) {
  const kept = checkInterval(interval, `leave it out, or choose among ${USUAL_INTERVALS}`, problems);
  problems.check(outlives(retention, kept ? interval : undefined), {
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
  const rpo = rpoOfCity(environment);
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
