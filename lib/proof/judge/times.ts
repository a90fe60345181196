import type { RecoveryPlan, Timer } from '../../core';
import { hostsOf, sitesOf } from '../model/hosts';
import { bodyOf, factsOf, type Thing } from '../model/model';
import type { Course } from './course';
import type { Finding } from './finding';

/** Milliseconds of timers that run one after the other. */
export function lengthOf(timers: readonly Timer[]): number {
  return timers.reduce((sum, { time }) => sum + time.toMilliseconds({ integral: false }), 0);
}

/** What the last blow sets off in a thing: kinds of reactions, as facts name them. */
function triggersOf(thing: Thing, course: Course): ReadonlySet<string> {
  const hosts = hostsOf(thing);
  const { ended = [] } = course.lastBlow;
  const triggers = new Set(ended.filter(({ host }) => hosts.has(host)).map(({ process }) => process));
  const body = bodyOf(thing);
  const pods = body?.type === 'replicas' && body.moves !== undefined;
  if (course.takesNow(hosts, pods)) triggers.add('host');
  if (course.cutsNow && isTorn(sitesOf(course.model, thing), course)) triggers.add('cut');
  return triggers;
}

/** Milliseconds of a thing's own reactions to the last blow: side by side, so the longest counts. */
export function ownTime(thing: Thing, course: Course, finding: Finding | undefined): number {
  const body = bodyOf(thing);
  if (body === undefined || body.type === 'alternatives') return 0;
  const triggers = triggersOf(thing, course);
  if (finding?.restarts === true && body.type === 'replicas') {
    const { moves, fencing, volume = false } = body;
    const fence = volume && fencing !== undefined ? fencing.toMilliseconds() : 0;
    return (moves?.toMilliseconds() ?? 0) + fence;
  }
  const timed = (body.reactions ?? []).filter(({ to }) => triggers.has(to)).map(({ timers }) => lengthOf(timers));
  return Math.max(0, ...timed);
}

/** Milliseconds that a thing's clients wait on a peer that vanished without a word. */
export function patienceOf(thing: Thing, course: Course): number {
  const { lost = [], off = [] } = course.lastBlow;
  const vanished = lost.length + off.length > 0 || course.cutsNow;
  return vanished ? factsOf(thing, 'patience').reduce((sum, { timers }) => sum + lengthOf(timers), 0) : 0;
}

/** The quickest plan that brings a thing back, if the sites that it needs are left. */
export function planOf(thing: Thing, course: Course): RecoveryPlan | undefined {
  const possible = factsOf(thing, 'recovery-plan').filter(({ by }) =>
    by.every((place) => course.fateOfPlace(place).step === Infinity),
  );
  return possible.length === 0 ? undefined : possible.reduce((a, b) => (planTime(b) < planTime(a) ? b : a));
}

/** Milliseconds of a plan: the decision, its steps, and what clients still believe of the old address. */
export function planTime({ decision, steps, dns }: RecoveryPlan): number {
  return decision.toMilliseconds() + lengthOf(steps) + dns.toMilliseconds();
}

/** Whether the last cuts part some sites from each other. */
function isTorn(sites: readonly string[], { lastBlow: { cuts = [] } }: Course): boolean {
  return cuts.some(([a, b]) => sites.includes(a) && sites.includes(b));
}
