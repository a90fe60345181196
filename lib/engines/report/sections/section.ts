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

/** The frame of every table: wide ones scroll in themselves, by keyboard too. @param caption for who does not see it */
export function scrolling(
  { caption, kind, label = caption }: { readonly caption: string; readonly kind: string; readonly label?: string },
  head: readonly Html[],
  ...bodies: readonly Child[]
): Html {
  return el(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': label, tabindex: 0 },
    el(
      'table',
      { class: kind },
      el('caption', { class: 'unseen' }, caption),
      el('thead', null, el('tr', null, head)),
      bodies,
    ),
  );
}

/** Names a column. */
export function column(name: Child): Html {
  return el('th', { scope: 'col' }, name);
}

/** A row that its first cell names. */
export function named([first, ...rest]: readonly Child[]): Html {
  return el(
    'tr',
    null,
    el('th', { scope: 'row' }, first),
    rest.map((cell) => el('td', null, cell)),
  );
}

/** A table whose first column names the rows. */
export function table(caption: string, head: readonly Child[], rows: readonly (readonly Child[])[], kind = ''): Html {
  return scrolling({ caption, kind }, head.map(column), el('tbody', null, rows.map(named)));
}
