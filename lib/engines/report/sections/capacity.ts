import type { Amount, Capacity, Proof } from '../../../proof';
import { el, type Html } from '../html';
import { bytes, number, sentence } from '../words/quantity';
import { pill } from './pill';
import { lead, type Section, section } from './section';

const RESOURCES = [
  { key: 'cpu', name: 'CPU', text: number, unit: ' threads' },
  { key: 'memory', name: 'Memory', text: bytes, unit: '' },
  { key: 'pods', name: 'Pods', text: number, unit: '' },
  { key: 'storage', name: 'Storage', text: bytes, unit: '' },
] as const;

/** What is left after each loss, beside what must still run. */
export function capacity({ capacity }: Proof): Section {
  const [everything] = capacity;
  return section(
    'capacity',
    'Capacity',
    lead(
      'What is asked for (solid) beside what there is (pale), drawn to the scale of the whole. Beyond the mark, something cannot run.',
    ),
    everything === undefined
      ? el('p', null, 'Not known.')
      : el(
          'div',
          { class: 'capacities' },
          capacity.map((each) => after(each, everything)),
        ),
  );
}

function after(left: Capacity, everything: Capacity): Html {
  const short = RESOURCES.filter(({ key }) => left[key].asked > left[key].total && left[key].total > 0);
  return el(
    'section',
    { class: 'card' },
    el('h3', null, sentence(left.after), ' ', short.length > 0 ? pill('bad', 'too little') : pill('good', 'enough')),
    RESOURCES.map(({ key, name, text, unit }) => bar(name, left[key], everything[key], text, unit)),
  );
}

function bar(
  name: string,
  { total, asked }: Amount,
  whole: Amount,
  text: (value: number) => string,
  unit: string,
): Html {
  const scale = Math.max(whole.total, whole.asked, asked, 1);
  const width = (value: number) => Math.round((value / scale) * 1000) / 10;
  const known = total > 0;
  const share = Math.round((asked / total) * 100);
  return el(
    'div',
    { class: 'capacity' },
    el('span', { class: 'name' }, name),
    el(
      'span',
      { class: 'figures' },
      known ? `${text(asked)} of ${text(total)}${unit} · ${share} %` : `${text(asked)}${unit} asked, none there`,
    ),
    el(
      'svg',
      {
        class: asked > total ? 'bar short' : 'bar',
        viewBox: '0 0 100 6',
        preserveAspectRatio: 'none',
        'aria-hidden': 'true',
      },
      el('rect', { class: 'whole', width: 100, height: 6 }),
      el('rect', { class: 'total', width: width(total), height: 6 }),
      el('rect', { class: 'asked', y: 1, width: width(asked), height: 4 }),
      el('rect', { class: 'mark', x: Math.max(0, width(total) - 0.4), width: 0.4, height: 6 }),
    ),
  );
}
