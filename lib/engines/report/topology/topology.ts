import type { Rendering } from '../../../core';
import { HOST_ROLES } from '../../../landscape';
import type { Proof } from '../../../proof';
import { el, type Html } from '../html';
import { lead, type Section, section } from '../sections/section';
import { hosts } from './hosts';
import { linkText } from './links';
import { map } from './map';
import { DRAWINGS, sign } from './roles';
import { things } from './things';

/** Where everything stands: the map, what runs, and every host. */
export function topology({ environment }: Rendering, proof: Proof): Section {
  return section(
    'topology',
    'Topology',
    lead(
      'Choose a thing to see the hosts on which it stands or may stand, or a host to see what runs there. A failure of the table below can be marked here, too.',
    ),
    map(environment),
    links(environment.landscape.links),
    el(
      'div',
      { class: 'panel', id: 'panel', role: 'status', 'aria-live': 'polite' },
      el('div', { class: 'said' }, el('span', { class: 'quiet' }, 'Nothing is marked.')),
      el('button', { type: 'button', id: 'clear', hidden: true }, 'Clear'),
    ),
    el('p', null, el('a', { class: 'skip', href: '#failures' }, 'Skip the things and hosts')),
    el(
      'div',
      { class: 'stand' },
      el('div', null, el('h3', null, 'What runs'), things(proof)),
      el('div', null, el('h3', null, 'Sites, racks and hosts'), legend(), hosts(environment)),
    ),
  );
}

function legend(): Html {
  return el(
    'p',
    { class: 'legend' },
    HOST_ROLES.map((role) => el('span', null, sign(role), ` ${DRAWINGS[role].one}`)),
    el('span', { class: 'key stands' }, 'stands or may stand here'),
    el('span', { class: 'key gone' }, 'lost, off or drained'),
  );
}

/** The links once more, as words. */
function links(all: Rendering['environment']['landscape']['links']): Html | undefined {
  if (all.length === 0) return undefined;
  return el(
    'ul',
    { class: 'links' },
    all.map((link) => el('li', null, el('b', null, link.between.join(' – ')), ` ${linkText(link)}`)),
  );
}
