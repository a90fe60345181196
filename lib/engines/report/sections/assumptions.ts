import type { Proof } from '../../../proof';
import { el } from '../html';
import { lead, type Section, section } from './section';

/** What nobody here can prove. */
export function assumptions({ assumptions }: Proof): Section {
  return section(
    'assumptions',
    'Assumptions',
    lead(
      'What the proof takes for granted. Where one of these does not hold, neither do the verdicts that rest on it.',
    ),
    assumptions.length === 0
      ? el('p', null, 'None.')
      : el(
          'ul',
          { class: 'plain' },
          assumptions.map((text) => el('li', null, text)),
        ),
  );
}
