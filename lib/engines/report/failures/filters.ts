import { AVAILABILITIES, DATA, FAILURE_KINDS, type FailureKind, type Proof } from '../../../proof';
import { el, type Html } from '../html';
import { KIND_NAMES } from '../words/kinds';
import { RECOVERIES } from '../words/verdict';

/** What narrows the failure table. Words of a verdict must all hold for one and the same thing. */
export function filters({ outcomes, things }: Proof): Html {
  const kinds = (Object.keys(FAILURE_KINDS) as FailureKind[]).filter((kind) =>
    outcomes.some((each) => each.kind === kind),
  );
  return el(
    'form',
    { id: 'filters', 'aria-label': 'Filters of the failure table' },
    el(
      'label',
      null,
      'Name',
      el('input', { type: 'search', name: 'name', placeholder: 'host, site …', autocomplete: 'off' }),
    ),
    choice(
      'Kind',
      'kind',
      kinds.map((kind) => [kind, KIND_NAMES[kind]]),
    ),
    choice(
      'Thing',
      'thing',
      things.map(({ name }, index) => [String(index), name]),
    ),
    choice(
      'Availability',
      'availability',
      AVAILABILITIES.map((word, index) => [String(index), word]),
    ),
    choice(
      'Data',
      'data',
      DATA.map((word, index) => [String(index), word]),
    ),
    choice(
      'Recovery',
      'recovery',
      RECOVERIES.map((word, index) => [String(index), word]),
    ),
    el('label', { class: 'tick' }, el('input', { type: 'checkbox', name: 'breaks' }), 'Only what breaks or loses'),
    el('button', { type: 'button', id: 'all' }, 'Reset'),
  );
}

function choice(label: string, name: string, options: readonly (readonly [string, string])[]): Html {
  return el(
    'label',
    null,
    label,
    el(
      'select',
      { name },
      el('option', { value: '' }, 'all'),
      options.map(([value, text]) => el('option', { value }, text)),
    ),
  );
}
