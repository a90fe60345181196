import type { Environment } from '../../../core';
import type { Amount, Capacity, Proof } from '../../../proof';
import { el, type Html } from '../html';
import { bytes, list, number, sentence } from '../words/quantity';
import { pill } from './pill';
import { lead, type Section, section } from './section';

const RESOURCES = [
  { key: 'cpu', name: 'CPU', text: number, unit: ' threads' },
  { key: 'memory', name: 'Memory', text: bytes, unit: '' },
  { key: 'pods', name: 'Pods', text: number, unit: '' },
  { key: 'storage', name: 'Storage', text: bytes, unit: '' },
] as const;

/** What is left after each loss, beside what must still run. */
export function capacity(environment: Environment, { capacity }: Proof): Section {
  const [everything] = capacity;
  return section(
    'capacity',
    'Capacity',
    lead(
      'What is asked for (solid) beside what there is (pale), drawn to the scale of the whole. Beyond the mark, something cannot run.',
    ),
    everything === undefined
      ? el('p', null, 'Not known.')
      : [
          counted(environment),
          el(
            'div',
            { class: 'capacities' },
            capacity.map((each) => after(each, everything)),
          ),
        ],
  );
}

/** Whose requests the sums hold, and whose they do not. */
function counted({ components }: Environment): Html {
  const groups = components.flatMap(({ facts }) =>
    facts.flatMap((fact) =>
      fact.type === 'voters' || fact.type === 'replicas' || fact.type === 'copies'
        ? fact.groups.map(({ requests }) => ({
            of: fact.of,
            isPod: fact.type !== 'copies',
            known: requests !== undefined,
          }))
        : [],
    ),
  );
  const known = new Set(groups.filter(({ known }) => known).map(({ of }) => of));
  const unknown = new Set(groups.filter(({ of, isPod }) => isPod && !known.has(of)).map(({ of }) => of));
  return el(
    'p',
    { class: 'quiet' },
    known.size === 0
      ? 'CPU and memory are counted of nothing. '
      : `CPU and memory are counted of the pods of ${list([...known])}. `,
    unknown.size === 0 ? '' : `Counted as pods alone, since nobody says what they ask for: ${list([...unknown])}. `,
    'Whatever else runs on the hosts is not counted: daemons on every node, operators, and what tenants bring.',
  );
}

function after(left: Capacity, everything: Capacity): Html {
  return el(
    'section',
    { class: 'card' },
    el('h3', null, sentence(left.after), ' ', verdict(left)),
    RESOURCES.map(({ key, name, text, unit }) => bar(name, left[key], everything[key], text, unit)),
  );
}

/** Only of what somebody asks for can there be enough. */
function verdict(left: Capacity): Html {
  const asked = RESOURCES.filter(({ key }) => left[key].asked > 0);
  const short = asked.filter(({ key }) => left[key].asked > left[key].total);
  if (asked.length === 0) return pill('none', 'not counted');
  const named = (of: typeof asked) => list(of.map(({ name }) => (name === 'CPU' ? name : name.toLowerCase())));
  return short.length > 0 ? pill('bad', `too little ${named(short)}`) : pill('good', `enough ${named(asked)}`);
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
  return el(
    'div',
    { class: 'capacity' },
    el('span', { class: 'name' }, name),
    el('span', { class: 'figures' }, figures({ total, asked }, text, unit)),
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

function figures({ total, asked }: Amount, text: (value: number) => string, unit: string): string {
  if (asked === 0) return total === 0 ? 'none there' : `${text(total)}${unit} there · use not counted`;
  if (total === 0) return `${text(asked)}${unit} asked, none there`;
  return `${text(asked)} of ${text(total)}${unit} · ${Math.round((asked / total) * 100)} %`;
}
