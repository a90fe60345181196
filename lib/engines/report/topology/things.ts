import { groupBy } from '../../../core/order/group';
import type { ProvedThing, Proof } from '../../../proof';
import { el, type Html } from '../html';
import { number } from '../words/quantity';

/** What runs, by component: each thing a button that shows where it stands. */
export function things({ things }: Proof): Html {
  const numbered = things.map((thing, index) => ({ thing, index }));
  const components = [...groupBy(numbered, ({ thing }) => thing.component)];
  return el(
    'div',
    { class: 'things', role: 'group', 'aria-label': 'What runs' },
    components.map(([component, members]) =>
      el(
        'div',
        { class: 'component' },
        el('h4', null, component),
        el(
          'ul',
          null,
          members.map(({ thing, index }) => el('li', null, button(thing, index))),
        ),
      ),
    ),
  );
}

function button({ name, made, hosts }: ProvedThing, index: number): Html {
  return el(
    'button',
    { type: 'button', class: 'thing', 'data-thing': index, 'aria-pressed': 'false' },
    el('span', null, el('b', null, name), ' ', el('span', { class: 'quiet' }, made)),
    el(
      'span',
      { class: 'count', title: 'hosts on which it stands or may stand' },
      hosts.length === 0 ? '–' : number(hosts.length),
    ),
  );
}
