import { type Child, el, type Html } from '../html';

/** A numbered part of the page: an entry of the contents, and a heading with what follows. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: readonly Child[];
}

export function section(id: string, title: string, ...body: readonly Child[]): Section {
  return { id, title, body };
}

/** A paragraph that says what a section shows. */
export function lead(...text: readonly Child[]): Html {
  return el('p', { class: 'lead' }, ...text);
}

/** A table whose first column names the rows; wide ones scroll in themselves, by keyboard too. */
export function table(caption: string, head: readonly Child[], rows: readonly (readonly Child[])[], kind = ''): Html {
  return el(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': caption, tabindex: 0 },
    el(
      'table',
      { class: kind },
      el('caption', { class: 'unseen' }, caption),
      el(
        'thead',
        null,
        el(
          'tr',
          null,
          head.map((cell) => el('th', { scope: 'col' }, cell)),
        ),
      ),
      el(
        'tbody',
        null,
        rows.map(([first, ...rest]) =>
          el(
            'tr',
            null,
            el('th', { scope: 'row' }, first),
            rest.map((cell) => el('td', null, cell)),
          ),
        ),
      ),
    ),
  );
}
