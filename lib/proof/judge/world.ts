import type { SpreadDomain } from '../../core';
import { arrangements } from '../placement/arrangements';
import { cellsOf, STAY } from '../placement/cells';
import { domainOf, groundOf } from '../placement/ground';
import { type Course, type Fate, STAYS } from './course';
import type { Standing } from './bodies/regroup';

/** Members that are alike and meet the same fate. */
export interface Crowd {
  readonly fate: Fate;
  readonly site: string;
  /** Failure domain in which they stand, where it matters; else empty. */
  readonly domain: string;
  /** Index of their group's kind. */
  readonly kind: number;
  readonly count: number;
}

/** One placement that the rules allow, as far as the failure tells members apart. */
export type World = readonly Crowd[];

/** What is asked of placements besides fates. */
export interface Distinction {
  /** Failure domain by which members are told apart, besides their fate. @default - none */
  readonly domain?: SpreadDomain;
  /** Index of the kind of a group. @default - all of one kind */
  readonly kindOf?: (group: number) => number;
  /** Host or site on which the disks of a group lie. @default - their own hosts' */
  readonly diskOf?: (group: number) => string | undefined;
  /** Whether members are pods that leave a drained host. @default false */
  readonly move?: boolean;
  /** Whether cut links tell sites apart. @default true */
  readonly bySite?: boolean;
}

/** Every world that the rules of some groups allow; empty where a group cannot be placed at all. */
export function worldsOf(course: Course, groups: readonly Standing[], distinction: Distinction = {}): readonly World[] {
  const { kindOf = () => 0, diskOf = () => undefined } = distinction;
  return groups.reduce<readonly World[]>(
    (worlds, group, index) => {
      const crowds = crowdsOf(course, group, kindOf(index), diskOf(index), distinction);
      const [only] = crowds;
      // One way to stand adds to each world, and makes none alike.
      if (crowds.length === 1 && only !== undefined) return worlds.map((world) => merged([...world, ...only]));
      return distinct(worlds.flatMap((world) => crowds.map((crowd) => [...world, ...crowd])).map(merged));
    },
    [[]],
  );
}

function crowdsOf(
  course: Course,
  { placement, count, without, rules }: Standing,
  kind: number,
  disk: string | undefined,
  { domain, move = false, bySite = true }: Distinction,
): readonly World[] {
  if (count === 0) return [[]];
  const apart = bySite && course.isCut();
  const below = disk === undefined ? STAYS : course.fateOfPlace(disk);
  const fateOf = (host: string) => {
    const own = move ? course.fateOfPods(host) : course.fateOf(host);
    // What lies elsewhere is lost there, and only there; a cut link parts it from its member.
    if (disk === undefined) return own;
    return { step: Math.min(own.step, below.step, course.partedAfter(host, disk)), lost: below.lost };
  };
  const [only] = placement.hosts;
  if (count === 1 && placement.hosts.length === 1 && only !== undefined) {
    const site = apart ? (course.model.host.get(only)?.site ?? '') : '';
    const place = domain === undefined ? '' : domainOf(course.model, only, domain);
    return [[{ fate: fateOf(only), site, domain: place, kind, count: 1 }]];
  }
  const ground = groundOf(course.model, placement, domain ?? (apart ? 'site' : 'none'));
  const fates = new Map<string, Fate>([[STAY, below]]);
  const told = new Map<string, string | undefined>([...without].map((host) => [host, undefined]));
  // A cut may part a disk from a member to whose own host nothing happens.
  for (const host of disk !== undefined && course.isCut() ? placement.hosts : course.touched) {
    if (without.has(host) || !ground.seats.has(host)) continue;
    const fate = fateOf(host);
    const key = `${fate.step} ${fate.lost} ${fate.goodbye} ${fate.drained}`;
    fates.set(key, fate);
    told.set(host, key);
  }
  return arrangements(cellsOf(ground, told), count, rules).map((arrangement) =>
    [...arrangement].flatMap(([key, number]) => {
      const [fate = STAY, place = ''] = key.split('\t');
      if (number === 0) return [];
      const site = apart ? (ground.sites.get(place) ?? '') : '';
      return [{ fate: fates.get(fate) ?? STAYS, site, domain: domain === undefined ? '' : place, kind, count: number }];
    }),
  );
}

function keyOf({ fate, site, domain, kind }: Omit<Crowd, 'count'>): string {
  return `${fate.step} ${fate.lost} ${fate.goodbye} ${fate.drained} ${site} ${domain} ${kind}`;
}

function merged(world: World): World {
  const crowds = new Map<string, Crowd>();
  for (const crowd of world) {
    const key = keyOf(crowd);
    crowds.set(key, { ...crowd, count: crowd.count + (crowds.get(key)?.count ?? 0) });
  }
  return [...crowds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, crowd]) => crowd);
}

function distinct(worlds: readonly World[]): readonly World[] {
  const byKey = new Map(worlds.map((world) => [world.map((crowd) => `${keyOf(crowd)}=${crowd.count}`).join(), world]));
  return [...byKey.values()];
}

/** Members of some crowds. */
export function countOf(crowds: readonly Crowd[]): number {
  return crowds.reduce((sum, { count }) => sum + count, 0);
}

/** Crowds that are there after a blow. */
export function standing(world: World, step: number): readonly Crowd[] {
  return world.filter(({ fate }) => fate.step > step);
}

/** Crowds whose disks are gone for good, by blows from `since` on. */
export function lostOf(world: World, since = 0): readonly Crowd[] {
  return world.filter(({ fate }) => fate.lost && fate.step >= since && fate.step < Infinity);
}

/** Sites of crowds, each once. */
export function sitesOf(crowds: readonly Crowd[]): readonly string[] {
  return [...new Set(crowds.map(({ site }) => site))];
}
