import type { Proof } from '../../../proof';
import { el } from '../html';
import { lead, type Section, section, table } from './section';

/** Things that were meant to fail apart, and do not. */
export function fates({ fates }: Proof): Section {
  const rows = fates.map(({ thing, place, because, fix }) => [thing, place, because, fix]);
  return section(
    'fates',
    'Shared fates',
    lead('Copies, backups and witnesses that look independent, and fall together with what they should outlive.'),
    fates.length === 0
      ? el('p', null, 'None was found.')
      : table('Shared fates', ['Thing', 'Where they meet', 'Because', 'What would mend it'], rows),
  );
}
