import { TripodError } from '../../errors';
import type { Landscape } from '../../landscape';
import type { Blow, Failure } from './failure';
import type { FailureKind } from './kinds';

/** Something that fails, by name: resolved against a landscape when it is judged. Made by `loss`. */
export class Loss {
  /** @internal */
  constructor(
    /** As a person says it: `host sh-a-master-1, then site sh-b`. */
    readonly name: string,
    private readonly resolve: (landscape: Landscape) => readonly Blow[],
    /** What kind of failure it is; several in one are a scenario. */
    readonly kind: FailureKind = 'scenario',
  ) {}

  /** Both at the same instant. */
  and(other: Loss): Loss {
    return new Loss(`${this.name} + ${other.name}`, (landscape) => {
      const mine = this.in(landscape).blows;
      const [first = {}, ...later] = other.in(landscape).blows;
      return [...mine.slice(0, -1), merged(mine.at(-1) ?? {}, first), ...later];
    });
  }

  /** The other after all automatic reactions to this one, and before any repair. */
  then(other: Loss): Loss {
    return new Loss(`${this.name}, then ${other.name}`, (landscape) => [
      ...this.in(landscape).blows,
      ...other.in(landscape).blows,
    ]);
  }

  /** The other after everything that could be repaired on what was left was repaired: copies were made again, pods moved. */
  thenAfterRepair(other: Loss): Loss {
    return new Loss(`${this.name}, then after repair ${other.name}`, (landscape) => {
      const [first = {}, ...later] = other.in(landscape).blows;
      return [...this.in(landscape).blows, { ...first, repaired: true }, ...later];
    });
  }

  /** @throws TripodError that names what the landscape does not have */
  in(landscape: Landscape): Failure {
    return { name: this.name, blows: this.resolve(landscape) };
  }
}

function merged(a: Blow, b: Blow): Blow {
  return {
    lost: [...(a.lost ?? []), ...(b.lost ?? [])],
    off: [...(a.off ?? []), ...(b.off ?? [])],
    left: [...(a.left ?? []), ...(b.left ?? [])],
    drained: [...(a.drained ?? []), ...(b.drained ?? [])],
    cuts: [...(a.cuts ?? []), ...(b.cuts ?? [])],
    ended: [...(a.ended ?? []), ...(b.ended ?? [])],
    repaired: (a.repaired ?? false) || (b.repaired ?? false),
  };
}

/** What can fail: `loss.site('sh-a')`, `loss.host('a').and(loss.host('b'))`, `loss.host('a').then(loss.site('sh-b'))`. */
export const loss = {
  /** A host, with its disks. */
  host: (name: string) => new Loss(`host ${name}`, (landscape) => [{ lost: [host(landscape, name)] }], 'host'),
  /** All hosts of a rack of a site. */
  rack: (site: string, rack: string) =>
    new Loss(`rack ${rack} of ${site}`, (landscape) => [{ lost: hostsOfRack(landscape, site, rack) }], 'rack'),
  /** All hosts of a site. */
  site: (name: string) => new Loss(`site ${name}`, (landscape) => [{ lost: hostsOfSite(landscape, name) }], 'site'),
  /** All sites of a city. */
  city: (name: string) => new Loss(`city ${name}`, (landscape) => [{ lost: hostsOfCity(landscape, name) }], 'city'),
  /** The connection of two sites, in both directions; a third site still reaches both. */
  link: (a: string, b: string) =>
    new Loss(`link ${a}–${b}`, (landscape) => [{ cuts: [[siteName(landscape, a), siteName(landscape, b)]] }], 'link'),
  /** All connections between some sites and all others of the landscape. */
  partition: (...sites: readonly string[]) =>
    new Loss(`partition ${sites.join(', ')}`, (landscape) => [{ cuts: partitioned(landscape, sites) }], 'partition'),
  /** The power of hosts: they stop, and their disks are there again when they are. */
  power: (...hosts: readonly string[]) =>
    new Loss(`power of ${hosts.join(', ')}`, (landscape) => [{ off: hosts.map((name) => host(landscape, name)) }]),
  /** Hosts that are shut down in order: a group that follows its members counts them no more. Their disks are kept. */
  leave: (...hosts: readonly string[]) =>
    new Loss(`leave of ${hosts.join(', ')}`, (landscape) => [{ left: hosts.map((name) => host(landscape, name)) }]),
  /** Not a loss yet: a host that takes no pods, for maintenance. Static pods and disks stay. */
  drain: (name: string) => new Loss(`drain of ${name}`, (landscape) => [{ drained: [host(landscape, name)] }]),
  /** A process on a host that goes on: `loss.process('haproxy', 'sh-a-master-1')`. */
  process: (process: string, on: string) =>
    new Loss(
      `process ${process} on ${on}`,
      (landscape) => [{ ended: [{ process, host: host(landscape, on) }] }],
      'process',
    ),
} as const;

const HOSTS = new WeakMap<Landscape, ReadonlySet<string>>();

/** A list of all hosts for each of a million failures would be most of the work. */
function host(landscape: Landscape, name: string): string {
  const names = HOSTS.get(landscape) ?? new Set(landscape.hosts.map((each) => each.name));
  HOSTS.set(landscape, names);
  return names.has(name) ? name : known([...names], name, 'host');
}

function siteName(landscape: Landscape, name: string): string {
  return known(
    landscape.sites.map((each) => each.name),
    name,
    'site',
  );
}

function hostsOfSite(landscape: Landscape, name: string): readonly string[] {
  return landscape.site(siteName(landscape, name)).hosts.map((each) => each.name);
}

function hostsOfRack(landscape: Landscape, site: string, rack: string): readonly string[] {
  const { hosts, racks } = landscape.site(siteName(landscape, site));
  known(racks, rack, `rack of ${site}`);
  return hosts.filter((each) => each.rack === rack).map((each) => each.name);
}

function hostsOfCity(landscape: Landscape, name: string): readonly string[] {
  known([...new Set(landscape.sites.map(({ city }) => city))], name, 'city');
  return landscape.hosts.filter(({ city }) => city === name).map((each) => each.name);
}

function partitioned(landscape: Landscape, sites: readonly string[]): readonly (readonly [string, string])[] {
  const inside = sites.map((name) => siteName(landscape, name));
  const outside = landscape.sites.map(({ name }) => name).filter((name) => !inside.includes(name));
  return inside.flatMap((a) => outside.map((b) => [a, b] as const));
}

function known(names: readonly string[], name: string, what: string): string {
  if (names.includes(name)) return name;
  throw new TripodError([
    { path: 'loss', at: what, got: name, want: `one of ${names.join(', ')}`, fix: 'correct the name' },
  ]);
}
