import { createHash } from 'node:crypto';
import { CLIENT } from './client/client';
import type { PageData } from './failures/data';
import { type Child, el, type Html, raw, toText } from './html';
import type { Section } from './sections/section';
import { STYLE } from './style/style';
import { shapes } from './topology/roles';

export interface PageProps {
  readonly title: string;
  /** What stands below the title, before the sections. */
  readonly opening: readonly Child[];
  readonly sections: readonly Section[];
  readonly data: PageData;
}

/** One page that needs nothing beside itself: no network, no font, no second file. */
export function page({ title, opening, sections, data }: PageProps): string {
  const html = el(
    'html',
    { lang: 'en' },
    el(
      'head',
      null,
      el('meta', { charset: 'utf-8' }),
      el('meta', { 'http-equiv': 'Content-Security-Policy', content: policy() }),
      el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      el('meta', { name: 'color-scheme', content: 'light dark' }),
      el('link', { rel: 'icon', href: 'data:,' }),
      el('title', null, title),
      raw('style', {}, STYLE),
    ),
    el(
      'body',
      null,
      el('a', { class: 'skip', href: '#main' }, 'Skip to the content'),
      shapes(),
      el(
        'nav',
        { 'aria-label': 'Contents' },
        contents(sections),
        el('button', { type: 'button', id: 'theme', hidden: true }, 'Theme: system'),
      ),
      el(
        'main',
        { id: 'main', tabindex: -1 },
        el('header', null, el('h1', null, title), opening),
        sections.map(numbered),
      ),
      raw('script', { type: 'application/json', id: 'data' }, JSON.stringify(data).replaceAll('<', '\\u003c')),
      raw('script', {}, CLIENT),
    ),
  );
  return `<!doctype html>\n${toText(html)}\n`;
}

/** Only the style and the script of this page, by their hashes; nothing is fetched, sent or framed. */
function policy(): string {
  return [
    "default-src 'none'",
    `style-src '${hash(STYLE)}'`,
    `script-src '${hash(CLIENT)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function contents(sections: readonly Section[]): Html {
  return el(
    'ol',
    null,
    sections.map(({ id, title }) => el('li', null, el('a', { href: `#${id}` }, title))),
  );
}

function numbered({ id, title, body }: Section, index: number): Html {
  return el(
    'section',
    { id, class: 'part', tabindex: -1, 'aria-labelledby': `${id}-title` },
    el('h2', { id: `${id}-title` }, el('span', { class: 'no' }, index + 1), ' ', title),
    body,
  );
}
