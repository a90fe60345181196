import { groupBy } from '../../../core/order/group';
import { el, type Html } from '../html';
import { column, lead, named, scrolling, type Section, section } from '../sections/section';
import { count } from '../words/quantity';
import { type Aspect, FIXED, type Proved } from './aspects';
import { namedAspects } from './named';

/** A line of the comparison, with a text for each environment. */
interface Line {
  readonly aspect: Aspect;
  readonly texts: readonly string[];
}

/** This environment beside the others: what differs, and, folded away, what does not. */
export function differences(mine: Proved, others: readonly Proved[]): Section {
  const id = 'differences';
  const title = 'Differences between environments';
  if (others.length === 0) return section(id, title, el('p', null, 'There is no other environment.'));
  const all = [mine, ...others];
  const aspects = [...FIXED, ...namedAspects(all.map(({ rendering }) => rendering))];
  const lines = aspects.map((aspect) => ({ aspect, texts: all.map((each) => aspect.of(each)) }));
  const differ = lines.filter(({ texts }) => new Set(texts).size > 1);
  const same = lines.filter(({ texts }) => new Set(texts).size === 1);
  const names = all.map(({ rendering }) => rendering.environment.name);
  return section(
    id,
    title,
    lead(`What differs between ${names.join(', ')}: sites and sizes, objectives, components, versions, images.`),
    comparison('What differs', names, differ),
    el(
      'details',
      null,
      el('summary', null, `What is the same in all of them: ${count(same.length, 'line')}`),
      comparison('What is the same', names, same),
    ),
  );
}

function comparison(caption: string, names: readonly string[], lines: readonly Line[]): Html {
  const groups = groupBy(lines, ({ aspect }) => aspect.group);
  return scrolling(
    { caption, kind: 'compare' },
    ['', ...names].map((name) => (name === '' ? el('td', {}, name) : column(name))),
    [...groups].map(([group, members]) => el('tbody', null, heading(group, names.length + 1), members.map(row))),
  );
}

function heading(group: string, width: number): Html {
  return el('tr', { class: 'group' }, el('th', { scope: 'rowgroup', colspan: width }, group));
}

function row({ aspect, texts }: Line): Html {
  return named([aspect.name, ...texts]);
}
