import { FAILURE_KINDS } from '../../../proof';
import { el, type Html } from '../html';
import { KIND_NAMES } from '../words/kinds';
import { sentence } from '../words/quantity';
import { lead, type Section, section } from './section';

const WORDS: readonly (readonly [string, string])[] = [
  [
    'lost',
    'A lost host or site takes its disks with it. A cut link loses packets in both directions and nothing else. A drained host keeps its static pods and its disks running.',
  ],
  ['available', 'Reads and acknowledged writes, with all voters and copies there.'],
  ['degraded', 'The same, with fewer voters or copies.'],
  ['read-only', 'Current reads; writes are refused or blocked.'],
  ['down', 'Neither.'],
  ['safe', 'No state that the settings permit loses acknowledged data.'],
  [
    'at risk',
    'Nothing is lost from the start state, but the settings permit a state from which this failure loses acknowledged writes.',
  ],
  [
    'not bounded if a copy lags',
    'Stands beside “at risk”: nothing is lost while all copies are in sync; nobody knows by how much one may lag behind.',
  ],
  ['lost (data)', 'Acknowledged writes are lost from the start state, at most those of the time that is given.'],
  ['at once, 15 s', 'Service is back by itself, within the sum of the timers that run: detection, election, switch.'],
  ['by plan', 'Service is back when people have decided and carried out the steps of a plan.'],
  ['nobody', 'Nothing brings it back until somebody without a plan acts, or what failed returns.'],
  [
    'gone with its site',
    'It serves one site, and the site is lost: nobody is left to miss it, and no objective speaks of it.',
  ],
  [
    'kept, with exceptions',
    'Everything keeps the objective but what the bank has accepted to fare worse; what that loses stands beside it.',
  ],
  ['back empty', 'Service is back by the plan, and all data that the thing held is lost.'],
  ['RPO', 'Recovery point objective: acknowledged data that may be lost, as a time.'],
  ['RTO', 'Recovery time objective: time until service is back.'],
];

/** The meaning of every word, so that two people read the same verdict. */
export function reading(): Section {
  return section(
    'reading',
    'How to read this',
    lead(
      'Every failure starts from a state in which everything is up, in sync and as configured. A verdict is taken after all automatic reactions, before any person acts, and on the worst part of a thing’s data. Where the scheduler is free to choose, the worst placement that the rules allow is judged.',
    ),
    el('h3', null, 'Words'),
    definitions(WORDS),
    el('h3', null, 'Failures'),
    definitions(
      Object.entries(FAILURE_KINDS).map(([kind, text]) => [
        KIND_NAMES[kind as keyof typeof KIND_NAMES],
        sentence(`${text}.`),
      ]),
    ),
    el(
      'p',
      null,
      '“X + Y” fail at the same instant. “X, then Y”: Y fails after all reactions to X have ended, and before repair. Of two failures only those stand in the table that do worse than each alone.',
    ),
  );
}

function definitions(entries: readonly (readonly [string, string])[]): Html {
  return el(
    'dl',
    { class: 'words' },
    entries.map(([word, meaning]) => el('div', null, el('dt', null, word), el('dd', null, meaning))),
  );
}
