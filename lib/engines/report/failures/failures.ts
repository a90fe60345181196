import type { Proof } from '../../../proof';
import { el, type Html } from '../html';
import type { Row } from '../rows/rows';
import { availabilityPill, dataPill, rpoCell, rtoCell } from '../sections/pill';
import { column, lead, scrolling, type Section, section } from '../sections/section';
import { reason, sumOf } from '../words/verdict';
import { KIND_NAMES } from '../words/kinds';
import { count, number } from '../words/quantity';
import { filters } from './filters';

const HEAD = ['Failure', 'Kind', 'Availability', 'Data', 'Lost at most (RPO)', 'Back within (RTO)', 'Worst of all', ''];

/** Every judged failure, worst first; equal ones share a row. */
export function failures(proof: Proof, rows: readonly Row[]): Section {
  const judged = rows.reduce((sum, { outcome }) => sum + outcome.count, 0);
  return section(
    'failures',
    'Failures',
    lead(
      `${count(judged, 'failure')} in ${count(rows.length, 'row')}, worst first. Failures that do the same share a row; its figures are the worst over all things that it touches. A row opens to the verdict on each thing, with the reason and what the time is the sum of.`,
      el(
        'span',
        { class: 'paper-only' },
        ' On paper the rows are open to what breaks or loses; proof.json has the rest.',
      ),
    ),
    filters(proof),
    el(
      'p',
      { class: 'shown' },
      el(
        'span',
        { id: 'shown', role: 'status', 'aria-live': 'polite' },
        `${number(rows.length)} of ${count(rows.length, 'row')}`,
      ),
      el('button', { type: 'button', id: 'more', hidden: true }, 'Show all'),
      el('button', { type: 'button', id: 'open' }, 'Open all shown'),
    ),
    scrolling(
      { caption: 'Failures, worst first', kind: 'failures', label: 'Failures' },
      HEAD.map((cell) => (cell === '' ? el('td', { class: 'act' }) : column(cell))),
      el('tbody', { id: 'rows' }, rows.map(line)),
    ),
  );
}

function line({ outcome, worst, figures }: Row, index: number): Html {
  return el(
    'tr',
    { 'data-row': index },
    el(
      'th',
      { scope: 'row' },
      worst === undefined
        ? el('span', null, outcome.name)
        : el('button', { type: 'button', class: 'more', 'aria-expanded': 'false' }, outcome.name),
      outcome.count > 1 ? el('span', { class: 'quiet' }, ` and ${number(outcome.count - 1)} more`) : null,
    ),
    el('td', null, KIND_NAMES[outcome.kind]),
    el('td', null, availabilityPill(figures)),
    el('td', null, dataPill(figures)),
    el('td', null, rpoCell(figures)),
    el('td', null, rtoCell(figures)),
    worst === undefined
      ? el('td', { class: 'quiet' }, 'nothing is touched')
      : el(
          'td',
          { class: 'why' },
          el('b', null, worst.thing),
          `: ${reason(worst)}`,
          onPaper(sumOf(worst)),
          others(outcome.verdicts.length - 1),
        ),
    el(
      'td',
      { class: 'act' },
      el('button', { type: 'button', class: 'mark', 'aria-label': `Mark ${outcome.name} in the topology` }, 'Mark'),
    ),
  );
}

/** What stands in the row when it is opened: paper cannot be. */
function onPaper(sum: string): Html | null {
  return sum === '' ? null : el('span', { class: 'paper-only' }, `; ${sum}`);
}

function others(more: number): Html | null {
  return more > 0 ? el('span', { class: 'quiet' }, ` (and ${count(more, 'other thing')})`) : null;
}
