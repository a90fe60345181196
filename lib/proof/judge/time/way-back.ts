import { factsOf, type Thing } from '../../model/model';
import type { Share, ThingVerdict } from '../../proof';
import { waysOf, works } from '../bodies/alternatives';
import type { Finding } from '../finding';
import type { Asks } from '../asks';
import type { Found } from '../needs';
import { isInPlace, planOf, planShares } from './plans';
import { lengthOf, longest, patienceOf, reactingOf, sharesOf } from './shares';
import { isServing } from '../../verdict/verdict';

type WayBack = Pick<ThingVerdict, 'recovery' | 'within' | 'shares'>;

/**
 * Service comes back by itself: reactions run beside those of what is needed, what waits for it comes after, and then
 * clients ask again.
 */
export function byItself(thing: Thing, own: Finding, needs: readonly Found[], jury: Asks): WayBack {
  const { course } = jury;
  const { aside, after } = reactingOf(thing, course, own);
  const needed = needs.filter(({ holds }) => holds).map(({ outcome }) => outcome.verdict.shares);
  const reacts = [...longest([aside, ...switches(thing, jury), ...needed]), ...after];
  return back('auto', reacts.length === 0 ? [] : [...reacts, ...patienceOf(thing, course)]);
}

/** Of several ways the slowest that works counts, and the change to it where one is gone. */
function switches(thing: Thing, jury: Asks): readonly (readonly Share[])[] {
  return factsOf(thing, 'alternatives').flatMap(({ among, switchover }) => {
    const ways = waysOf(among, jury);
    const times = ways.filter(works).map(({ verdict }) => verdict.shares);
    return [...times, ...(ways.every(works) ? [] : [sharesOf(switchover)])];
  });
}

/**
 * Somebody must act: by the thing's own plan, or by those of what it needs, if nothing else is wrong. A plan that brings it
 * back where it stood needs there what it always needs.
 */
export function byPeople(thing: Thing, own: Finding, needs: readonly Found[], { course }: Asks): WayBack {
  const plan = planOf(thing, course);
  const missing = needs.filter(({ holds }) => !holds).map(({ outcome }) => outcome.verdict);
  if (plan !== undefined && !isInPlace(thing, plan, course)) return back('human', planShares(plan));
  const stands = isServing(own.availability);
  const comeBack = missing.every(({ recovery, within }) => recovery === 'human' && within !== undefined);
  if (!comeBack || (plan === undefined && (!stands || missing.length === 0))) return { recovery: 'human', shares: [] };
  const planned = plan === undefined ? [] : planShares(plan);
  return back('human', longest([planned, ...missing.map(({ shares }) => shares)]));
}

function back(recovery: 'auto' | 'human', shares: readonly Share[]): WayBack {
  return { recovery, within: lengthOf(shares), shares };
}
