import { Duration } from 'cdk8s';
import { Environment, type Problems } from '../../core';
import { checkOtherCity } from '../../core/environment/check/other-city';
import { isFields, isListOf, isText, isWhole, show } from '../../errors';
import { type CityFailoverProps, type Failover, FAILOVER_STEPS } from './props';

/** Checks everything that can be wrong with the props. @param steps as they were given */
export function checkFailover(failover: Failover, steps: CityFailoverProps['steps'], problems: Problems): void {
  const { from, to, decidedBy, decision, dns, covers } = failover;
  checkTo(from, to, problems);
  problems.check(isText(decidedBy) && /^[^\n\r|]+$/.test(decidedBy), {
    at: 'decidedBy',
    got: decidedBy,
    want: 'the role of a person, on one line',
    fix: 'for example `the crisis manager on duty`',
  });
  checkTime('decision', decision, 'people take time: say how long, at the worst hour of the year', problems);
  checkTime('dns', dns, 'name the TTL of the records, which clients keep', problems);
  checkSteps(steps, problems);
  problems.check(covers === undefined || isListOf(covers, isText), {
    at: 'covers',
    got: covers,
    want: 'names of things of the proof',
    fix: 'leave it out for all that the other environment has too',
  });
}

/** What falls with the city cannot take over from it. */
function checkTo(from: Environment, to: unknown, problems: Problems): void {
  const known = problems.check(to instanceof Environment && to !== from, {
    at: 'to',
    got: to instanceof Environment ? to.name : to,
    want: 'another Environment',
    fix: 'pass the one that takes over, made before',
  });
  if (!known || !(to instanceof Environment)) return;
  checkOtherCity('to', from, to, 'let an environment take over that stays when the city is lost', problems);
}

function checkSteps(steps: unknown, problems: Problems): void {
  if (steps === undefined) return;
  const fields = problems.check(isFields(steps), {
    at: 'steps',
    got: steps,
    want: `times of ${FAILOVER_STEPS.join(', ')}`,
    fix: 'for example `{ fence: Duration.minutes(20) }`',
  });
  for (const [name, time] of fields && isFields(steps) ? Object.entries(steps) : []) {
    const known = problems.check(
      FAILOVER_STEPS.some((step) => step === name),
      {
        at: `steps.${show(name)}`,
        got: 'a time',
        want: `times of ${FAILOVER_STEPS.join(', ')}`,
        fix: 'correct the name',
      },
    );
    if (known) checkTime(`steps.${name}`, time, 'leave it out for the default', problems);
  }
}

/** No step of a plan takes no time: a zero would be a promise that nobody keeps. */
function checkTime(at: string, time: unknown, fix: string, problems: Problems): void {
  const seconds = time instanceof Duration ? time.toMilliseconds({ integral: false }) / 1000 : undefined;
  problems.check(isWhole(seconds, 1), {
    at,
    got: seconds === undefined ? time : `${seconds} seconds`,
    want: 'a Duration of whole seconds, one or more',
    fix,
  });
}
