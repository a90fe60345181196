import type { Environment } from '../../../core';
import { groupBy } from '../../../core/order/group';
import type { Host, HostRole, Site } from '../../../landscape';
import { el, type Html } from '../html';
import { count, number } from '../words/quantity';
import { DRAWINGS, sign } from './roles';

/** More hosts than these are shown as groups that open. */
const FOLDED_FROM = 120;

/** Sites with their racks and hosts, every host a button. */
export function hosts({ sites, hosts }: Environment): Html {
  const numbers = new Map(hosts.map(({ name }, index) => [name, index]));
  const folded = hosts.length > FOLDED_FROM;
  return el(
    'div',
    { class: `sites${folded ? ' folded' : ''}${sites.some(({ racks }) => racks.length > 2) ? ' wide' : ''}` },
    sites.map((site) => siteCard(site, numbers, folded)),
  );
}

type Numbers = ReadonlyMap<string, number>;

function siteCard(site: Site, numbers: Numbers, folded: boolean): Html {
  const racks = [...groupBy(site.hosts, ({ rack }) => rack)];
  return el(
    'section',
    { class: 'site', id: `site-${site.name}`, tabindex: -1, 'aria-label': `Site ${site.name}` },
    el(
      'h4',
      null,
      site.name,
      ' ',
      el(
        'span',
        { class: 'quiet' },
        `${site.role} · ${site.city} · ${count(racks.length, 'rack')} · ${count(site.hosts.length, 'host')}`,
      ),
    ),
    el(
      'div',
      { class: 'racks' },
      racks.map(([rack, members]) => rackBox(site, rack, members, numbers, folded)),
    ),
  );
}

function rackBox(site: Site, rack: string, members: readonly Host[], numbers: Numbers, folded: boolean): Html {
  const groups = [...groupBy(members, ({ roles }) => roles.join(' '))];
  return el(
    'div',
    { class: 'rack' },
    el('h5', null, unprefixed(rack, site)),
    groups.map(([, group]) => {
      const all = el(
        'ul',
        null,
        group.map((host) => hostButton(host, site, numbers)),
      );
      return folded && group.length > 1 ? foldedGroup(group, all) : all;
    }),
  );
}

function foldedGroup(group: readonly Host[], all: Html): Html {
  const roles = group[0]?.roles ?? [];
  return el(
    'details',
    { class: 'group' },
    el(
      'summary',
      null,
      signs(roles),
      ` ${number(group.length)} ${roles.map((role) => DRAWINGS[role].many).join(', ')} `,
      el('span', { class: 'tally' }),
    ),
    all,
  );
}

function hostButton(host: Host, site: Site, numbers: Numbers): Html {
  const roles = host.roles.map((role) => DRAWINGS[role].one).join(' and ');
  return el(
    'li',
    null,
    el(
      'button',
      {
        type: 'button',
        class: 'host',
        'data-host': numbers.get(host.name),
        'aria-pressed': 'false',
        title: `${host.name}, ${roles}`,
      },
      signs(host.roles),
      ' ',
      unprefixed(host.name, site),
    ),
  );
}

function signs(roles: readonly HostRole[]): readonly Html[] {
  return roles.map((role) => sign(role));
}

/** Inside of a site its name need not be said again. */
function unprefixed(name: string, site: Site): string {
  return name.startsWith(`${site.name}-`) ? name.slice(site.name.length + 1) : name;
}
