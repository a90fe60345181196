import { Duration } from 'cdk8s';
import { Environment } from '../../../core';
import { A_DNS_LABEL, isDnsLabel } from '../../../core/check/names';
import { checkOtherCity } from '../../../core/environment/check/other-city';
import { isFields, isListOf, isText, isWhole, type Problems, show } from '../../../errors';
import { isLine } from '../../plan/check/line';
import type { Pair } from '../pair';
import type { SitePairProps } from '../props';
import { STEP_TIME_NAMES } from '../times';
import { checkFence } from './fence';
import { checkParts } from './parts';

/** Checks everything that can be wrong with the props. @param times as they were given */
export function checkPair(pair: Pair, times: SitePairProps['times'], problems: Problems): void {
  const { name, from, to, decidedBy, doneBy, decision, approvals, dns, covers } = pair;
  const known = checkWith(from, to, problems);
  problems.check(isDnsLabel(`${from.name}-${name}`), {
    at: 'id',
    got: name,
    want: `${A_DNS_LABEL}, together with ${from.name}`,
    fix: 'for example `pair`: records of runs are kept by it',
  });
  checkRole('decidedBy', decidedBy, 'the crisis manager on duty', problems);
  checkRole('doneBy', doneBy, 'the platform engineer on duty', problems);
  checkTime('decision', decision, 'people take time: say how long, at the worst hour of the year', problems);
  checkTime('dns', dns, 'name the TTL of the record, which clients keep', problems);
  checkTimes(times, problems);
  problems.check(approvals === 1 || approvals === 2, {
    at: 'approvals',
    got: approvals,
    want: '1 or 2 people, by different names',
    fix: 'leave it out for two',
  });
  problems.check(covers === undefined || isListOf(covers, isText), {
    at: 'covers',
    got: covers,
    want: 'names of things of the proof',
    fix: 'leave it out for all that the other environment has too',
  });
  checkParts(pair, known, problems);
  checkFence(pair, known, problems);
}

/** What falls with the city cannot take over from it. */
function checkWith(from: Environment, to: unknown, problems: Problems): boolean {
  const known = problems.check(to instanceof Environment && to !== from, {
    at: 'with',
    got: to instanceof Environment ? to.name : to,
    want: 'another Environment',
    fix: 'pass the one that takes over, made before',
  });
  if (!known || !(to instanceof Environment)) return false;
  checkOtherCity('with', from, to, 'let an environment take over that stays when the city is lost', problems);
  return true;
}

function checkRole(at: string, role: unknown, example: string, problems: Problems): void {
  problems.check(isLine(role) && !role.includes('|'), {
    at,
    got: role,
    want: 'the role of a person, on one line',
    fix: `for example \`${example}\``,
  });
}

function checkTimes(times: unknown, problems: Problems): void {
  if (times === undefined) return;
  const want = `times of ${STEP_TIME_NAMES.join(', ')}`;
  const fields = problems.check(isFields(times), {
    at: 'times',
    got: times,
    want,
    fix: 'for example `{ volumes: Duration.minutes(45) }`',
  });
  for (const [name, time] of fields && isFields(times) ? Object.entries(times) : []) {
    const known = problems.check(
      STEP_TIME_NAMES.some((each) => each === name),
      { at: `times.${show(name)}`, got: 'a time', want, fix: 'correct the name' },
    );
    if (known) checkTime(`times.${name}`, time, 'leave it out for the default', problems);
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
