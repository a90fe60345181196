import type { Proof } from '../../../proof';
import { type ClassCost, classCosts, headlines, inFile } from '../../proof';
import { el, type Html } from '../html';
import { type Cost, costsOf } from '../rows/cost';
import { costText, dataTexts, serviceTexts } from '../words/cost';
import { promise } from '../words/promise';
import { count, list, sentence } from '../words/quantity';
import { reason } from '../words/verdict';
import { keptPill } from './pill';

/** The first screen: what is lost at worst, in a line for each class of failures, then a card for each. */
export function summary(proof: Proof): Html {
  const costs = classCosts(inFile(proof));
  const cards = costsOf(proof).flatMap((held) => {
    const found = costs.find(({ of }) => of === held.of);
    return found === undefined ? [] : [card(held, found.cost)];
  });
  return el(
    'section',
    { class: 'summary', 'aria-label': 'At worst' },
    el('h2', { class: 'unseen' }, 'At worst'),
    el(
      'ul',
      { class: 'verdict' },
      verdictLines(proof).map(({ what, text }) => el('li', null, el('b', null, what), ` ${text}`)),
    ),
    el('div', { class: 'cards' }, cards),
  );
}

/** What the loss of any one costs at worst, accepted or not; then whether the objectives are kept. */
export function verdictLines(proof: Proof): readonly { readonly what: string; readonly text: string }[] {
  const isAny = Object.keys(proof.objectives).length > 0;
  const losses = headlines(inFile(proof)).map(({ classes, promised, cost }) => ({
    what: `${sentence(list(classes, 'or'))} lost${isAny && !promised ? ' (nothing promised)' : ''}:`,
    text: `${costText(cost)}.`,
  }));
  return [...(losses.length === 0 ? [{ what: 'Nothing', text: 'was judged.' }] : losses), kept(proof)];
}

function kept({ objectives, breaches, accepted }: Proof): { readonly what: string; readonly text: string } {
  const stated = Object.keys(objectives).length;
  if (stated === 0)
    return { what: 'Objectives:', text: 'none is stated. This is what was found; nothing was promised.' };
  const things = new Set(accepted.map(({ thing }) => thing)).size;
  const aside =
    accepted.length === 0 ? '' : `, with ${count(accepted.length, 'accepted exception')} for ${count(things, 'thing')}`;
  const broken = new Set(breaches.map(({ objective }) => objective)).size;
  const text =
    broken > 0
      ? `${broken} of ${stated} ${broken === 1 ? 'is' : 'are'} not kept`
      : stated === 1
        ? 'it is kept'
        : `all ${stated} are kept`;
  return { what: stated === 1 ? 'The objective:' : 'Objectives:', text: `${text}${aside}.` };
}

function card(held: Cost, cost: ClassCost): Html {
  const { of, worst, objective } = held;
  return el(
    'section',
    { class: 'card' },
    el('h3', null, `Any one ${of}`, ' ', badge(held)),
    [...dataTexts(cost), ...serviceTexts(cost)].map((text) => el('p', { class: 'big' }, sentence(text))),
    worst === undefined
      ? el('p', { class: 'quiet' }, 'Nothing else is touched.')
      : el('p', { class: 'quiet' }, 'Worst: ', el('b', null, worst.thing), `, ${reason(worst)}.`),
    el('p', { class: 'quiet' }, objective === undefined ? 'No objective stated.' : `Objective: ${promise(objective)}.`),
  );
}

function badge({ objective, breaches, excepted }: Cost): Html | undefined {
  return objective === undefined ? undefined : keptPill(breaches.length > 0, excepted.length > 0);
}
