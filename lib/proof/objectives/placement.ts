import type { Placement } from '../../core';
import type { Loss } from '../failure/loss';
import { groupsOf } from '../model/groups';
import { bodyOf, type Model, type Thing } from '../model/model';
import { arrangements } from '../placement/arrangements';
import { cellsOf } from '../placement/cells';
import { groundOf } from '../placement/ground';

/** Most names of hosts that are told. */
const TOLD = 4;

const MEMBERS = { voters: 'voters', copies: 'copies', replicas: 'servers', 'active-passive': 'members' } as const;

/** How many parts of a thing stand on what is lost, or may: `2 of its 3 voters stand there (a-1, a-2)`. */
export function sayPlacement(model: Model, name: string, loss: Loss | undefined): string {
  const thing = model.thing.get(name);
  const body = thing === undefined ? undefined : bodyOf(thing);
  if (thing === undefined || loss === undefined || body === undefined || body.type === 'alternatives') return '';
  const lost = new Set(loss.in(model.landscape).blows.flatMap((blow) => blow.lost ?? []));
  const groups = groupsOf(thing);
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const most = groups.reduce((sum, group) => sum + mostOn(model, group, lost), 0);
  const sure = groups.every(
    ({ hosts }) => hosts.every((host) => lost.has(host)) || !hosts.some((host) => lost.has(host)),
  );
  const names = fixedOn(thing, lost);
  const list = names.length > 0 && names.length <= TOLD ? ` (${names.join(', ')})` : '';
  const stand = sure ? (most === 1 ? 'stands' : 'stand') : 'may stand';
  return `${most} of its ${all} ${MEMBERS[body.type]} ${stand} there${list}`;
}

/** The most members that the rules let stand on some hosts. */
function mostOn(model: Model, placement: Placement, hosts: ReadonlySet<string>): number {
  const fates = new Map([...hosts].map((host) => [host, 'lost']));
  const found = arrangements(
    cellsOf(groundOf(model, placement, 'none'), fates),
    placement.count,
    placement.rules ?? [],
  );
  const counts = found.map((arrangement) =>
    [...arrangement].reduce((sum, [key, count]) => (key.startsWith('lost') ? sum + count : sum), 0),
  );
  return Math.max(0, ...counts);
}

/** Hosts of members that can stand nowhere else. */
function fixedOn(thing: Thing, lost: ReadonlySet<string>): readonly string[] {
  return groupsOf(thing).flatMap(({ hosts: [only = '', ...others] }) =>
    others.length === 0 && lost.has(only) ? [only] : [],
  );
}
