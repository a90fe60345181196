import type { Reaction, Timer } from '../../../core';
import { hostsOf, sitesOf } from '../../model/hosts';
import { bodyOf, factsOf, type Thing } from '../../model/model';
import type { Share } from '../../proof';
import type { Course } from '../course';
import type { Finding } from '../finding';

/** Milliseconds of what runs one after the other. */
export function lengthOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { time }) => sum + time, 0);
}

export function sharesOf(timers: readonly Timer[]): readonly Share[] {
  return timers.map(({ name, time }) => ({ name, time: time.toMilliseconds({ integral: false }) }));
}

/** The longest of what runs side by side; of equals the first. */
export function longest(chains: readonly (readonly Share[])[]): readonly Share[] {
  return chains.reduce<readonly Share[]>((a, b) => (lengthOf(b) > lengthOf(a) ? b : a), []);
}

/** What a thing does by itself after the last blow. */
export interface Reacting {
  /** Runs beside what it needs. */
  readonly aside: readonly Share[];
  /** Begins when what it needs is back. */
  readonly after: readonly Share[];
}

export function reactingOf(thing: Thing, course: Course, { restarts = false }: Finding): Reacting {
  const body = bodyOf(thing);
  if (body === undefined || body.type === 'alternatives') return { aside: [], after: [] };
  if (restarts && body.type === 'replicas') return { aside: restartOf(thing, course), after: [] };
  const triggers = triggersOf(thing, course);
  const triggered = (body.reactions ?? []).filter(({ to }) => triggers.has(to));
  const chains = (waits: boolean) =>
    longest(
      triggered.filter((each: Reaction) => (each.waits ?? false) === waits).map(({ timers }) => sharesOf(timers)),
    );
  return { aside: longest([chains(false), takeoverOf(thing, course)]), after: chains(true) };
}

/** Until the first member that is left has taken over from one that was active. */
function takeoverOf(thing: Thing, course: Course): readonly Share[] {
  const [body] = factsOf(thing, 'active-passive');
  const next = body?.hosts.findIndex((host) => course.fateOf(host).step === Infinity) ?? -1;
  const isNow = body?.hosts.slice(0, Math.max(0, next)).some((host) => course.fateOf(host).step === course.last);
  return isNow === true ? sharesOf(body?.takeover?.[next] ?? []) : [];
}

/** Until what ran on a lost host serves on another: lost hosts of a site are evicted one after the other. */
function restartOf(thing: Thing, course: Course): readonly Share[] {
  const [body] = factsOf(thing, 'replicas');
  const { moves, starts, queue, fencing, volume = false } = body ?? {};
  const { lost = [], off = [] } = course.lastBlow;
  // A drain has nothing to notice and nobody to wait for.
  if (starts !== undefined && lost.length + off.length === 0)
    return sharesOf([{ name: 'start on another host', time: starts }]);
  const further = course.mostOfOneSite - 1;
  return sharesOf([
    ...(moves === undefined ? [] : [{ name: 'start on another host', time: moves }]),
    ...(volume && fencing !== undefined ? [{ name: 'fencing of the lost host', time: fencing }] : []),
  ]).concat(
    queue === undefined || further <= 0
      ? []
      : [{ name: `eviction of ${further} more hosts`, time: further * queue.toMilliseconds() }],
  );
}

/** What clients of a thing wait on a peer that vanished without a word. */
export function patienceOf(thing: Thing, course: Course): readonly Share[] {
  const { lost = [], off = [] } = course.lastBlow;
  const vanished = lost.length + off.length > 0 || course.cutsNow;
  return vanished ? factsOf(thing, 'patience').flatMap(({ timers }) => sharesOf(timers)) : [];
}

/** What the last blow sets off in a thing: kinds of reactions, as facts name them. */
function triggersOf(thing: Thing, course: Course): ReadonlySet<string> {
  const hosts = hostsOf(thing);
  const { ended = [] } = course.lastBlow;
  const triggers = new Set(ended.filter(({ host }) => hosts.has(host)).map(({ process }) => process));
  const body = bodyOf(thing);
  const pods = body?.type === 'replicas' && body.moves !== undefined;
  if (course.takesNow(hosts, pods)) triggers.add('host');
  if (body?.type === 'active-passive' && course.takesNow(new Set(body.hosts.slice(0, 1)))) triggers.add('active');
  if (course.cutsNow && isTorn(sitesOf(course.model, thing), body?.type === 'replicas', course)) triggers.add('cut');
  return triggers;
}

/**
 * Whether the last cuts part some sites from each other. Equal servers notice it only where a third site still reaches
 * both: of sites that fall apart whole, those that serve have never lost sight of anything.
 */
function isTorn(sites: readonly string[], equal: boolean, course: Course): boolean {
  const { cuts = [] } = course.lastBlow;
  const parted = cuts.filter(([a, b]) => sites.includes(a) && sites.includes(b));
  if (!equal) return parted.length > 0;
  return parted.some(([a, b]) =>
    sites.some((third) => third !== a && third !== b && course.reaches(a, third) && course.reaches(b, third)),
  );
}
