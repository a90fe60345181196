import MarkdownIt from 'markdown-it';
import type { Rendering } from '../../../core';
import { plan as planText } from '../../../core/render/plan/plan';
import { el, type Html, raw } from '../html';
import { lead, type Section, section } from './section';

/** Markup in the text is shown, never taken for markup. */
const markdown = new MarkdownIt({ html: false, linkify: false });
type Token = ReturnType<typeof markdown.parse>[number];

/** The plan as it stands in PLAN.md, a part at a time. */
export function plan(rendering: Rendering): Section {
  const [opening = [], ...parts] = partsOf(markdown.parse(planText(rendering), {}));
  return section(
    'plan',
    'Plan',
    lead(
      'The ordered steps that build the environment; the same text stands in ',
      el('code', null, 'PLAN.md'),
      ' beside this page.',
    ),
    raw('div', { class: 'plan' }, markup(opening.slice(HEADING))),
    parts.map(part),
  );
}

/** Tokens of a heading: its start, its text, its end. */
const HEADING = 3;

/** The text before the first heading of level two, and from each of these to the next. */
function partsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const starts = tokens.flatMap(({ type, tag }, index) => (type === 'heading_open' && tag === 'h2' ? [index] : []));
  return [0, ...starts].map((start, index) => tokens.slice(start, starts[index]));
}

function part(tokens: readonly Token[]): Html {
  const steps = tokens.filter(({ type, tag }) => type === 'heading_open' && tag === 'h3').length;
  return el(
    'details',
    { class: 'plan' },
    el(
      'summary',
      null,
      tokens[1]?.content,
      steps > 0 ? el('span', { class: 'quiet' }, ` · ${steps} ${steps === 1 ? 'step' : 'steps'}`) : '',
    ),
    raw('div', {}, markup(tokens.slice(HEADING))),
  );
}

/** A table of two columns without a head, which Markdown cannot write. */
const EMPTY_HEAD = /<thead>\s*<tr>(\s*<th><\/th>)+\s*<\/tr>\s*<\/thead>\s*/g;

/** Line breaks are the only markup that the plan's tables hold. */
function markup(tokens: readonly Token[]): string {
  const html = markdown.renderer.render([...tokens], markdown.options, {});
  return html.replaceAll('&lt;br&gt;', '<br>').replace(EMPTY_HEAD, '');
}
