import type { RecoveryPlan } from '../../../core';
import { sitesOf } from '../../model/hosts';
import { factsOf, type Thing } from '../../model/model';
import type { Share } from '../../proof';
import type { Course } from '../course';
import { lengthOf, sharesOf } from './shares';

/** The quickest plan that brings a thing back: one for what is lost, by sites that are left. */
export function planOf(thing: Thing, course: Course): RecoveryPlan | undefined {
  const isLeft = (place: string) => course.fateOfPlace(place).step === Infinity;
  const possible = factsOf(thing, 'recovery-plan').filter(
    ({ by, after = [] }) => by.every(isLeft) && !after.some(isLeft),
  );
  return possible.length === 0 ? undefined : possible.reduce((a, b) => (planTime(b) < planTime(a) ? b : a));
}

/** Whether a plan brings a thing back where it stood, and not in sites that have all that it needs. */
export function isInPlace(thing: Thing, { by }: RecoveryPlan, course: Course): boolean {
  const own = sitesOf(course.model, thing);
  return by.some((site) => own.includes(site));
}

/** Milliseconds of a plan: the decision, its steps, and what clients still believe of the old address. */
export function planTime(plan: RecoveryPlan): number {
  return lengthOf(planShares(plan));
}

/** Its parts; the decision and the DNS record are among them, since those are forgotten. */
export function planShares({ decision, steps, dns }: RecoveryPlan): readonly Share[] {
  return sharesOf([
    { name: 'the decision', time: decision },
    ...steps,
    { name: 'the old address in DNS', time: dns },
  ]).filter(({ time }) => time > 0);
}
