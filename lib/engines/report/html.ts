import { type ComponentChild, h, type JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A piece of the page; texts in it are escaped when it is written out. */
export type Html = JSX.Element;
export type Child = ComponentChild;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element: `el('td', { class: 'number' }, 12)`. Attributes that are undefined are left out. */
export function el(tag: string, attributes?: Attributes | null, ...children: readonly Child[]): Html {
  return h(tag, { ...attributes }, ...children);
}

/** An element around text that is markup already: a style sheet, a script, or rendered Markdown. */
export function raw(tag: string, attributes: Attributes, markup: string): Html {
  return h(tag, { ...attributes, dangerouslySetInnerHTML: { __html: markup } });
}

export function toText(html: Html): string {
  return renderToString(html);
}
