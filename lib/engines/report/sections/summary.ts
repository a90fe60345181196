import { groupBy } from '../../../core/order/group';
import { el, type Html } from '../html';
import { type Cost, costsOf } from '../rows/cost';
import type { Proof } from '../../../proof';
import { costText, dataText, returnText } from '../words/cost';
import { promise } from '../words/promise';
import { count, list, sentence } from '../words/quantity';
import { reason } from '../words/verdict';
import { pill } from './pill';

/** The first screen: one sentence, then a card for each class of failures. */
export function summary(proof: Proof): Html {
  const costs = costsOf(proof);
  return el(
    'section',
    { class: 'summary', 'aria-label': 'At worst' },
    el('h2', { class: 'unseen' }, 'At worst'),
    el('p', { class: 'verdict' }, verdictSentence(proof, costs)),
    el('div', { class: 'cards' }, costs.map(card)),
  );
}

/** What the loss of any one costs at worst, and whether the objectives are kept. */
export function verdictSentence(proof: Proof, costs: readonly Cost[]): string {
  const parts = groupedCosts(costs).map(
    ({ of, text }) =>
      `${list(
        of.map((each) => `a ${each}`),
        'or',
      )}: ${text}`,
  );
  const losses = parts.length === 0 ? 'No loss was judged' : `Losing ${parts.join('; ')}`;
  return `${losses}; ${kept(proof)}.`;
}

/** Classes that cost the same stand together. */
function groupedCosts(costs: readonly Cost[]): readonly { readonly of: readonly string[]; readonly text: string }[] {
  const texts = [...new Set(costs.map(({ figures }) => costText(figures)))];
  return texts.map((text) => ({
    text,
    of: costs.filter(({ figures }) => costText(figures) === text).map(({ of }) => of),
  }));
}

function kept({ objectives, breaches, accepted }: Proof): string {
  const stated = Object.keys(objectives).length;
  const aside = accepted.length === 0 ? '' : `, apart from ${count(accepted.length, 'accepted risk')}`;
  if (stated === 0) return `no objective is stated${aside}`;
  const broken = new Set(breaches.map(({ objective }) => objective)).size;
  if (broken > 0) return `${broken} of ${count(stated, 'objective')} ${broken === 1 ? 'is' : 'are'} not kept${aside}`;
  return `${stated === 1 ? 'the objective is' : `all ${stated} objectives are`} kept${aside}`;
}

function card(cost: Cost): Html {
  const { of, figures, worst, excepted, objective } = cost;
  return el(
    'section',
    { class: 'card' },
    el('h3', null, `Any one ${of}`, ' ', badge(cost)),
    el('p', { class: 'big' }, sentence(dataText(figures, 'acknowledged data'))),
    el('p', { class: 'big' }, sentence(returnText(figures))),
    worst === undefined
      ? el('p', { class: 'quiet' }, 'Nothing is touched.')
      : el('p', { class: 'quiet' }, 'Worst: ', el('b', null, worst.thing), `, ${reason(worst)}.`),
    el('p', { class: 'quiet' }, objective === undefined ? 'No objective stated.' : `Objective: ${promise(objective)}.`),
    exceptions(excepted),
  );
}

function badge({ objective, breaches }: Cost): Html | undefined {
  if (breaches.length > 0) return pill('bad', 'not kept');
  return objective === undefined ? undefined : pill('good', 'kept');
}

/** What the bank accepts to fare worse; things that fare the same stand together. */
function exceptions(excepted: Cost['excepted']): Html | null {
  if (excepted.length === 0) return null;
  const same = [...groupBy(excepted, costText)].map(([text, members], index) => [
    index === 0 ? 'Accepted: ' : '; ',
    el('b', null, list(members.map(({ thing }) => thing))),
    ` (${text})`,
  ]);
  return el('p', { class: 'quiet' }, same, '.');
}
