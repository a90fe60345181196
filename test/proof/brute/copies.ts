import type { Copies } from 'tripod-iac/core';
import type { Data } from 'tripod-iac/proof';
import { layouts, placedAnew, type Spots } from './placements';
import { served, worseData, type Words } from './words';
import type { Stage, World } from './world';

interface Copy {
  readonly group: number;
  readonly host: string;
}

/** One item of data on its way through the blows. */
interface Item {
  /** Copies that are not given up, dead ones too. */
  readonly copies: readonly Copy[];
  /** Those that have every acknowledged write. */
  readonly current: readonly Copy[];
  /** Copies that a write could choose among when it was acknowledged, with what it had to reach. */
  readonly written: readonly { readonly among: readonly Copy[]; readonly rule: Rule }[];
  /** Every disk with all that was acknowledged before the first blow, or at the last repair. */
  readonly full: readonly string[];
  readonly rule: Rule;
  readonly data: Data;
  readonly words: Pick<Words, 'availability' | 'recovery'>;
}

interface Rule {
  readonly minimum: number;
  readonly spans?: Copies['spans'];
}

/** What becomes of an item of data, for each placement and each way in which members can react. */
export function* playCopies(fact: Copies, stages: readonly Stage[], whole: World): Iterable<Words> {
  for (const layout of layouts(whole, fact.groups)) {
    const copies = layout.flatMap((spots, group) => spots.map((host) => ({ group, host })));
    const rule = { minimum: fact.minimum, spans: fact.spans };
    const start: Item = {
      copies,
      current: copies,
      written: [{ among: copies, rule }],
      full: copies.map(({ host }) => host),
      rule,
      data: 'safe',
      words: served('available'),
    };
    let items: readonly Item[] = [start];
    for (const stage of stages) {
      if (stage.blow.repaired === true) items = items.flatMap((item) => repaired(fact, item, stage.before));
      items = items.flatMap((item) => struck(fact, item, stage.after));
    }
    for (const item of items) yield { ...item.words, data: item.data };
  }
}

function struck(fact: Copies, item: Item, world: World): readonly Item[] {
  const total = fact.groups.reduce((sum, { count }) => sum + count, 0);
  return sides(fact, item, world).map(({ alive, kept, rule }) => {
    const knows = alive.some((copy) => item.current.includes(copy));
    const words = served(knows ? availability(fact, world, rule, alive, total) : 'down');
    const writes = words.recovery === 'auto';
    const written = writes ? [...item.written, { among: alive, rule }] : item.written;
    const next = { ...item, copies: kept, current: writes ? alive : item.current, written, rule, words };
    return { ...next, data: worseData(item.data, fate(next, world)) };
  });
}

interface Side {
  readonly alive: readonly Copy[];
  /** What belongs to the item from now on. */
  readonly kept: readonly Copy[];
  readonly rule: Rule;
}

/** Who could be alive together after a blow: as the primary sees it, wherever it may stand. */
function sides(fact: Copies, item: Item, world: World): readonly Side[] {
  const rule = isDomainGone(fact, world) ? fallen(fact) : item.rule;
  const from = (site: string) => (copy: Copy) => world.reaches(site, world.siteOf(copy.host));
  const living = item.copies.filter(({ host }) => world.up(host));
  const primaries = [...new Set(living.map(({ host }) => world.siteOf(host)))].filter((site) => {
    return living.some((copy) => from(site)(copy) && item.current.includes(copy));
  });
  const apart = separated(fact, rule, world);
  const given = apart.map((site) => {
    return { alive: living.filter(from(site)), kept: item.copies.filter(from(site)), rule: fallen(fact) };
  });
  const whole = primaries
    .filter((site) => !apart.includes(site))
    .map((site) => ({ alive: living.filter(from(site)), kept: item.copies, rule }));
  const found = [...given, ...whole];
  return found.length > 0 ? found : [{ alive: [], kept: item.copies, rule }];
}

/** Sites that a cut leaves with too few domains, and any of which may be the one to go on alone. */
function separated({ fallback, groups }: Copies, { spans }: Rule, world: World): readonly string[] {
  if (fallback === undefined || spans === undefined || !world.isCut) return [];
  const carriers = groups.flatMap(({ hosts }) => hosts).filter((host) => world.up(host));
  return [...new Set(carriers.map((host) => world.siteOf(host)))].filter((site) => {
    const reachable = carriers.filter((host) => world.reaches(site, world.siteOf(host)));
    return new Set(reachable.map((host) => world.domain(host, spans.domain))).size < spans.count;
  });
}

function isDomainGone({ spans, fallback, groups }: Copies, world: World): boolean {
  if (spans === undefined || fallback === undefined) return false;
  const hosts = groups.flatMap((group) => group.hosts);
  const domains = new Set(hosts.map((host) => world.domain(host, spans.domain)));
  return [...domains].some((each) =>
    hosts.every((host) => world.domain(host, spans.domain) !== each || !world.up(host)),
  );
}

function fallen({ minimum, fallback }: Copies): Rule {
  return { minimum: fallback?.minimum ?? minimum };
}

function availability(fact: Copies, world: World, rule: Rule, alive: readonly Copy[], total: number) {
  if (!isSpanned(world, rule, alive)) return 'down';
  if (alive.length < rule.minimum) return alive.length >= (fact.readable ?? rule.minimum) ? 'read-only' : 'down';
  return alive.length < total ? 'degraded' : 'available';
}

function isSpanned(world: World, { spans }: Rule, copies: readonly Copy[]): boolean {
  return spans === undefined || new Set(copies.map(({ host }) => world.domain(host, spans.domain))).size >= spans.count;
}

function reached(world: World, rule: Rule, copies: readonly Copy[]): boolean {
  return copies.length >= rule.minimum && isSpanned(world, rule, copies);
}

/** A write is gone if all copies that it reached are: it may have reached just those that were lost later. */
function fate({ full, written }: Item, world: World): Data {
  if (full.every((host) => world.lost.has(host))) return 'lost';
  // Writes went on between the blows, on those that heard each other then.
  if (written.some(({ among }) => among.length > 0 && among.every(({ host }) => world.lost.has(host)))) return 'lost';
  const gone = written.map(({ among, rule }) => ({ rule, copies: among.filter(({ host }) => world.lost.has(host)) }));
  return gone.some(({ rule, copies }) => copies.length > 0 && reached(world, rule, copies)) ? 'at risk' : 'safe';
}

/** All that is missing is made again wherever the rules let it, from a copy that is alive and has everything. */
function repaired(fact: Copies, item: Item, world: World): readonly Item[] {
  const alive = item.copies.filter(({ host }) => world.up(host));
  if (!alive.some((copy) => item.current.includes(copy))) return [item];
  const idle = item.copies.filter(({ host }) => !world.up(host) && !world.lost.has(host)).map(({ host }) => host);
  let layouts: readonly (readonly Spots[])[] = [[]];
  fact.groups.forEach((group, index) => {
    const spots = alive.filter((copy) => copy.group === index).map(({ host }) => host);
    const ways = placedAnew(world, group, spots, group.count - spots.length, (host) => world.up(host));
    layouts = layouts.flatMap((layout) => ways.map((way) => [...layout, way.spots]));
  });
  return layouts.map((layout) => {
    const copies = layout.flatMap((spots, group) => spots.map((host) => ({ group, host })));
    const full = [...copies.map(({ host }) => host), ...idle];
    return { ...item, copies, current: copies, written: [{ among: copies, rule: item.rule }], full };
  });
}
