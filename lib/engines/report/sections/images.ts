import { type ImageEntry, reference, type Rendering } from '../../../core';
import { el } from '../html';
import { count } from '../words/quantity';
import { pill } from './pill';
import { lead, type Section, section, table } from './section';

/** Every image that is started, and whether anybody could exchange it. */
export function images({ environment, images }: Rendering): Section {
  const pinned = images.filter(({ digest }) => digest !== undefined).length;
  const rows = images.map((entry) => [
    el('code', null, entry.repository),
    el('code', null, entry.tag),
    entry.digest === undefined
      ? pill('fair', 'tag only')
      : el('span', null, pill('good', 'by digest'), ' ', el('code', { class: 'quiet' }, short(entry.digest))),
    el('code', { class: 'quiet' }, place(environment.mirror.locate(reference(entry)), entry)),
  ]);
  return section(
    'images',
    'Images',
    lead(
      `${count(images.length, 'image')}: ${pinned} asked for by digest, ${images.length - pinned} by tag only. Whoever may write to the registry can exchange what is asked for by tag.`,
    ),
    images.length === 0 ? null : table('Images', ['Image', 'Tag', 'Asked for', 'Read from'], rows),
  );
}

function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

/** The part of the address that the upstream name does not say. */
function place(located: string, { repository }: ImageEntry): string {
  const at = located.indexOf(repository);
  return at > 0 ? located.slice(0, at - 1) : 'upstream';
}
