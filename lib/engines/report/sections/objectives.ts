import type { Accepted, Breach, Proof } from '../../../proof';
import { OBJECTIVE_CLASSES, type Objective } from '../../../core';
import { groupBy } from '../../../core/order/group';
import { el, type Html } from '../html';
import { time } from '../words/time';
import { promise } from '../words/promise';
import { count as total, list, sentence } from '../words/quantity';
import { keptPill } from './pill';
import { lead, type Section, section, table } from './section';

/** What the bank demands, what is not kept, and which risks it has accepted. */
export function objectives(proof: Proof): Section {
  return section(
    'objectives',
    'Objectives and accepted risks',
    lead('What may be lost (RPO) and how long service may be away (RTO), for each class of failures.'),
    demanded(proof),
    breaches(proof.breaches),
    accepted(proof.accepted),
  );
}

function demanded({ objectives, breaches, accepted }: Proof): Html {
  const rows = OBJECTIVE_CLASSES.map((of) => {
    const objective: Objective | undefined = objectives[of];
    if (objective === undefined)
      return [`Any one ${of}`, 'not promised', 'not promised', el('span', { class: 'quiet' }, '–')];
    const broken = breaches.some((breach) => breach.objective === of);
    return [
      `Any one ${of}`,
      objective.rpo.toMilliseconds() === 0 ? 'nothing' : time(objective.rpo.toMilliseconds()),
      time(objective.rto.toMilliseconds()),
      keptPill(
        broken,
        accepted.some(({ failure }) => failure === of),
      ),
    ];
  });
  return table('Objectives', ['Loss of', 'Data lost at most (RPO)', 'Back within (RTO)', 'Verdict'], rows);
}

function breaches(found: readonly Breach[]): Html | undefined {
  if (found.length === 0) return undefined;
  const rows = found.map(
    ({ objective, promise, failure, count, thing, alsoBreaks, got, want, because, placement, fix }) => [
      el('span', null, `${thing}: ${failure}`, el('span', { class: 'quiet' }, alike(count, alsoBreaks))),
      `${promise.toUpperCase()} of a ${objective}`,
      got,
      want,
      placement === '' ? because : `${because}; ${placement}`,
      fix,
    ],
  );
  return el(
    'div',
    null,
    el('h3', null, 'Not kept'),
    table(
      'Objectives that are not kept',
      ['What fails', 'Objective', 'Found', 'Wanted', 'Because', 'What would mend it'],
      rows,
    ),
  );
}

function alike(count: number, others: readonly string[]): string {
  const more = count > 1 ? ` and ${total(count - 1, 'more such failure')}` : '';
  return others.length === 0 ? more : `${more}; with it ${list(others)}`;
}

function accepted(risks: readonly Accepted[]): Html {
  if (risks.length === 0) return el('p', null, 'No risk was accepted: what is promised is promised for everything.');
  const rows = together(risks).map(({ things, classes, objective, reason }) => [
    list(things),
    `any one ${list(classes, 'or')}`,
    held(objective),
    reason,
  ]);
  return el(
    'div',
    null,
    el('h3', null, 'Accepted risks'),
    table('Accepted risks', ['Thing', 'Loss of', 'What holds instead', 'Reason'], rows),
  );
}

function held(objective: Objective | undefined): string {
  return objective === undefined ? 'nothing is promised' : sentence(promise(objective));
}

interface Together {
  readonly things: readonly string[];
  readonly classes: readonly string[];
  readonly objective: Objective | undefined;
  readonly reason: string;
}

/** Risks that are accepted for the same reason, by thing and by class of failures. */
function together(risks: readonly Accepted[]): readonly Together[] {
  const terms = ({ objective, reason }: Pick<Accepted, 'objective' | 'reason'>) => [held(objective), reason];
  const byThing = groupBy(risks, (risk) => JSON.stringify([risk.thing, ...terms(risk)]));
  const classed = [...byThing.values()].flatMap((members) =>
    members.slice(0, 1).map((first) => ({ ...first, classes: members.map(({ failure }) => failure) })),
  );
  const byClasses = groupBy(classed, (risk) => JSON.stringify([risk.classes, ...terms(risk)]));
  return [...byClasses.values()].flatMap((members) =>
    members.slice(0, 1).map(({ classes, objective, reason }) => ({
      things: members.map(({ thing }) => thing),
      classes,
      objective,
      reason,
    })),
  );
}
