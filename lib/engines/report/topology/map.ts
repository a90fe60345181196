import type { Environment } from '../../../core';
import { HOST_ROLES, type Site } from '../../../landscape';
import { el, type Html } from '../html';
import { count, number } from '../words/quantity';
import { drawLinks, linkText } from './links';
import { NODE, type PlacedCity, type PlacedSite, placesOf } from './places';
import { DRAWINGS, sign } from './roles';

/** Cities, sites and links of the landscape; what is not of this environment is drawn pale. */
export function map({ landscape, sites }: Environment): Html {
  const own = new Set(sites.map(({ name }) => name));
  const isOwn = ({ name }: Site) => own.has(name);
  const places = placesOf(landscape, isOwn);
  const placed = places.cities.flatMap((city) => city.sites);
  const links = drawLinks(landscape.links, placed);
  const isInside = (names: readonly string[]) => names.every((name) => own.has(name));
  const joined = (names: readonly string[]) => [...names].sort().join(' ');
  return el(
    'div',
    { class: 'scroll map', role: 'region', 'aria-label': 'Map of the cities, sites and links', tabindex: 0 },
    el(
      'svg',
      {
        viewBox: `-1 -1 ${places.width + 2} ${places.height + 2}`,
        width: places.width,
        role: 'group',
        'aria-label': describe(landscape.sites),
      },
      places.cities.map((city) => cityBox(city, places.width)),
      links.map(({ link, path }) =>
        el('path', {
          class: isInside(link.between) ? 'link' : 'link other',
          'data-link': joined(link.between),
          d: path,
        }),
      ),
      placed.map((site) => siteNode(site, isOwn(site.site))),
      links.map(({ link, label }) =>
        el(
          'g',
          { class: isInside(link.between) ? 'label' : 'label other', 'data-link': joined(link.between) },
          el('title', null, `${link.between.join(' to ')}: ${linkText(link)}`),
          el('rect', { x: label.x - label.width / 2, y: label.y - 10, width: label.width, height: 20, rx: 10 }),
          el('text', { x: label.x, y: label.y + 4, 'text-anchor': 'middle' }, label.text),
        ),
      ),
    ),
  );
}

function describe(sites: readonly Site[]): string {
  const cities = new Set(sites.map(({ city }) => city)).size;
  return `${count(cities, 'city', 'cities')} with ${count(sites.length, 'site')}`;
}

function cityBox({ name, y, height }: PlacedCity, width: number): Html {
  return el(
    'g',
    { class: 'city' },
    el('rect', { x: 0, y, width, height, rx: 12 }),
    el('text', { x: 18, y: y + 27 }, name),
  );
}

/** A link to the racks and hosts of the site. */
function siteNode({ site, x, y }: PlacedSite, isOwn: boolean): Html {
  const left = x - NODE.width / 2;
  const top = y - NODE.height / 2;
  const body = [
    el('rect', { x: left, y: top, width: NODE.width, height: NODE.height, rx: 8 }),
    el('text', { class: 'name', x: left + 14, y: top + 26 }, site.name),
    el('text', { class: 'role', x: left + NODE.width - 14, y: top + 26, 'text-anchor': 'end' }, site.role),
    roleCounts(site, left + 14, top + 40),
    el(
      'text',
      { class: 'tally', x: left + 14, y: top + 79, 'data-of': site.hosts.length },
      count(site.hosts.length, 'host'),
    ),
  ];
  return isOwn
    ? el('a', { class: 'node', href: `#site-${site.name}`, 'data-site': site.name, 'aria-label': label(site) }, body)
    : el(
        'g',
        {
          class: 'node other',
          'data-site': site.name,
          role: 'img',
          'aria-label': `${label(site)}, of another environment`,
        },
        body,
      );
}

function label({ name, role, hosts }: Site): string {
  return `${name}, ${role}, ${count(hosts.length, 'host')}`;
}

/** Signs with numbers, for each role that a host of the site plays first. */
function roleCounts({ hosts }: Site, x: number, y: number): Html {
  const counts = HOST_ROLES.map((role) => ({ role, many: hosts.filter(({ roles }) => roles[0] === role).length }));
  const there = counts.filter(({ many }) => many > 0);
  const widths = there.map(({ many }) => 28 + number(many).length * 8);
  const before = (index: number) => widths.slice(0, index).reduce((sum, width) => sum + width, x);
  return el(
    'g',
    null,
    there.map(({ role, many }, index) =>
      el(
        'g',
        null,
        el('title', null, `${many} ${many === 1 ? DRAWINGS[role].one : DRAWINGS[role].many}`),
        sign(role, { x: before(index), y, size: 17 }),
        el('text', { class: 'many', x: before(index) + 20, y: y + 13 }, number(many)),
      ),
    ),
  );
}
