import type { VoterGroup } from '../../core';
import { groupsOf } from '../model/groups';
import { Memo } from '../model/memo';
import { bodyOf, factsOf, type Model, type Thing } from '../model/model';
import { isPlace } from '../model/places';
import { domainOf } from '../placement/ground';

/** What a host is to a thing. Two hosts of one part are alike for it. */
export interface Part {
  /** Its site, and the groups in which it may carry a member. */
  readonly key: string;
  /** Its rack, where a rule speaks of racks; else empty. */
  readonly rack: string;
  /** What the hosts of that rack are to the thing: racks of one shape are alike. */
  readonly shape: string;
}

const PARTS = new Memo<Thing, ReadonlyMap<string, Part>>();

/** What each host is to a thing. Hosts that mean nothing to it are left out. */
export function partsOf(model: Model, thing: Thing): ReadonlyMap<string, Part> {
  return PARTS.of(model, thing, () => survey(model, thing));
}

function survey(model: Model, thing: Thing): ReadonlyMap<string, Part> {
  const keys = keysOf(model, thing);
  const racked = factsOf(thing, 'copies').some(({ spans }) => spans?.domain === 'rack') || asksForRacks(thing);
  const rackOf = (host: string) => (racked ? domainOf(model, host, 'rack') : '');
  const shapes = new Map<string, string[]>();
  if (racked) for (const [host, key] of keys) shapes.set(rackOf(host), [...(shapes.get(rackOf(host)) ?? []), key]);
  const shapeOf = new Map([...shapes].map(([rack, own]) => [rack, own.sort().join(',')]));
  return new Map(
    [...keys].map(([host, key]) => [host, { key, rack: rackOf(host), shape: shapeOf.get(rackOf(host)) ?? '' }]),
  );
}

function keysOf(model: Model, thing: Thing): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const add = (host: string, key: string) => keys.set(host, `${keys.get(host) ?? model.host.get(host)?.site} ${key}`);
  groupsOf(thing).forEach((group, index) => {
    const alike = twinOf(thing, index);
    for (const host of new Set(group.hosts)) add(host, alike);
  });
  placesOf(model, thing).forEach((place, index) => {
    const named = model.host.has(place) ? [place] : model.landscape.site(place).hosts.map(({ name }) => name);
    named.forEach((host) => add(host, `@${index}`));
  });
  return keys;
}

function asksForRacks(thing: Thing): boolean {
  return groupsOf(thing).some(({ rules = [] }) => rules.some(({ domain }) => domain === 'rack'));
}

/** Members on one host each are alike where everything else about them is: the first such group stands for all. */
function twinOf(thing: Thing, index: number): string {
  const body = bodyOf(thing);
  const groups = groupsOf(thing);
  const group = groups[index];
  if (group?.count !== 1 || group.hosts.length !== 1 || body?.type === 'alternatives') return String(index);
  if (body?.type === 'active-passive' && index === 0) return 'first';
  const { votes, data, leads, disk }: VoterGroup = group;
  return `one ${votes} ${data} ${leads} ${disk}`;
}

/** Hosts and sites that a thing names beside its members: disks, copies elsewhere, what lies outside. */
function placesOf(model: Model, thing: Thing): readonly string[] {
  const names = [
    ...factsOf(thing, 'voters').flatMap(({ groups }) => groups.flatMap(({ disk }) => disk ?? [])),
    ...factsOf(thing, 'async-copy').map(({ to }) => to),
    ...factsOf(thing, 'outside').flatMap(({ site }) => site ?? []),
    ...factsOf(thing, 'local').map(({ site }) => site),
    ...factsOf(thing, 'recovery-plan').flatMap(({ by }) => by),
  ];
  return names.filter((name) => isPlace(model, name));
}
