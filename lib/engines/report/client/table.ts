import { AVAILABILITIES } from '../../../proof';
import { DATA } from '../../../proof';
import { AVAILABILITY_TONES, DATA_TONES, MOOT, RECOVERIES, RECOVERY_TONES } from '../words/verdict';

/** Words of the verdicts with their colours, as the script writes them into opened rows. */
const WORDS = JSON.stringify({
  availability: AVAILABILITIES.map((word) => [word, AVAILABILITY_TONES[word]]),
  data: DATA.map((word) => [word, DATA_TONES[word]]),
  recovery: RECOVERIES.map((word) => [word, RECOVERY_TONES[word]]),
});

/** Filters of the failure table, and rows that open. */
export const TABLE = String.raw`
/** @type {Record<'availability' | 'data' | 'recovery', [string, string][]>} */
const words = ${WORDS};
/** Rows that are drawn before somebody asks for all. */
const FIRST = 100;
let limit = FIRST;

const rows = all('#rows > tr');
const form = /** @type {HTMLFormElement} */ (byId('filters'));

/** @param {[string, string]} word */
const pill = ([text, tone], said = text) => make('span', { class: 'pill ' + tone }, said);

/** @param {number} row @returns {[number, any[]][]} */
const verdictsOf = (row) => {
  const flat = data.rows[row].verdicts;
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index], data.told[flat[2 * index + 1]]]);
};

/** What a thing is told of that a failure does not touch. */
const untouched = [0, 0, 0, 'none', 'at once', 'not touched', 0, '', 0];

/** @param {any[]} told */
const cellsOf = ([availability, kept, recovery, rpo, rto, , , , moot]) => moot ? [
  make('td', {}, pill(['gone with its site', 'none'])),
  make('td', {}, pill([words.data[kept][0], 'none'])),
  make('td', { class: 'quiet' }, rpo),
  make('td', { class: 'quiet' }, ${JSON.stringify(MOOT)}),
] : [
  make('td', {}, pill(words.availability[availability])),
  make('td', {}, pill(words.data[kept])),
  make('td', {}, kept === 2 ? pill(words.data[2], rpo) : make('span', { class: kept === 1 ? 'wary' : 'quiet' }, rpo)),
  make('td', {}, recovery === 0 ? rto : pill(words.recovery[recovery], rto)),
];

/**
 * Why, and what the time is the sum of; one that stands above already is not told again.
 * @param {any[]} told @param {string} [thing] @param {Map<string, string>} [above] the thing of which each sum was told
 */
const why = ([, , , , rto, because, , sum], thing = '', above = new Map()) => {
  const before = above.get(sum);
  if (before === undefined) above.set(sum, thing);
  const text = before === undefined ? sum : rto + ': as for ' + before;
  return [because, ...(sum ? [make('span', { class: 'sum' }, text)] : [])];
};

/** Cells of a row as they came, for when no thing is chosen. */
const original = rows.map((row) => [...row.children].slice(2, 7));

/** @param {number} index @param {string} thing */
const showFigures = (index, thing) => {
  const row = rows[index];
  if (thing === '' && row.children[2] === original[index][0]) return;
  const found = thing === '' ? undefined : verdictsOf(index).find(([of]) => String(of) === thing);
  const told = found ? found[1] : untouched;
  const cells = thing === '' ? original[index] : [...cellsOf(told), make('td', { class: 'why' }, ...why(told))];
  for (const cell of [...row.children].slice(2, 7)) cell.remove();
  row.children[1].after(...cells);
};

/** @param {number} index @param {Record<string, string>} wanted */
const matches = (index, wanted) => {
  const { kind, names } = data.rows[index];
  if (wanted.kind && wanted.kind !== kind) return false;
  if (wanted.name && !names.some((name) => name.toLowerCase().includes(wanted.name))) return false;
  const touched = verdictsOf(index).filter(([thing]) => !wanted.thing || String(thing) === wanted.thing);
  if (wanted.thing && touched.length === 0) return false;
  const judged = touched.map(([, told]) => told);
  const agree = ([availability, kept, recovery, , , , broken, , moot]) =>
    (!moot || !(wanted.availability || wanted.data || wanted.recovery || wanted.breaks)) &&
    (!wanted.availability || wanted.availability === String(availability)) &&
    (!wanted.data || wanted.data === String(kept)) &&
    (!wanted.recovery || wanted.recovery === String(recovery)) &&
    (!wanted.breaks || broken === 1);
  return (judged.length > 0 ? judged : [untouched]).some(agree);
};

const narrow = () => {
  const wanted = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim().toLowerCase()]));
  let found = 0;
  for (const [index, row] of rows.entries()) {
    const fits = matches(index, wanted);
    if (fits) found += 1;
    row.hidden = !fits || found > limit;
    if (!row.hidden) showFigures(index, wanted.thing || '');
    if (row.hidden) close(row);
  }
  const shown = Math.min(found, limit);
  const of = found === rows.length ? '' : ' that fit, of ' + counted(rows.length, 'row') + ' in all';
  byId('shown').textContent = shown === found ? counted(found, 'row') + of : 'The first ' + shown + ' of ' + counted(found, 'row') + of;
  byId('more').hidden = shown === found;
};

/** @param {Record<string, string>} values */
const filterBy = (values) => {
  form.reset();
  for (const [name, value] of Object.entries(values)) /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
  limit = FIRST;
  narrow();
  byId('failures').scrollIntoView();
  byId('failures').focus({ preventScroll: true });
};

/** Whether a row can be opened, and is not. @param {HTMLElement} row */
const isClosed = (row) => {
  const button = row.querySelector('.more');
  return button !== null && button.getAttribute('aria-expanded') === 'false';
};

/** @param {HTMLElement} row */
const close = (row) => {
  const button = row.querySelector('.more');
  if (!button || button.getAttribute('aria-expanded') === 'false') return;
  button.setAttribute('aria-expanded', 'false');
  button.removeAttribute('aria-controls');
  row.nextElementSibling.remove();
};

/** @param {HTMLElement} row */
const open = (row) => {
  const button = row.querySelector('.more');
  if (!button || button.getAttribute('aria-expanded') === 'true') return;
  const index = Number(row.dataset.row);
  const id = 'detail-' + index;
  button.setAttribute('aria-expanded', 'true');
  button.setAttribute('aria-controls', id);
  const heads = ['Thing', 'Availability', 'Data', 'Lost at most', 'Back within', 'Because'];
  const above = new Map();
  const lines = verdictsOf(index).map(([thing, told]) => {
    const name = data.things[thing] ? data.things[thing].name : '?';
    const kind = told[8] ? 'fine moot' : told[6] ? '' : 'fine';
    return make('tr', { class: kind }, make('th', { scope: 'row' }, name), ...cellsOf(told), make('td', {}, ...why(told, name, above)));
  });
  const table = make('table', {}, make('caption', { class: 'unseen' }, 'Verdicts of ' + data.rows[index].names[0]),
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, head)))), make('tbody', {}, ...lines));
  row.after(make('tr', { class: 'detail', id: id }, make('td', { colspan: '8' }, table, ...alike(index))));
};

/** The failures of a row by name, each with a mark of its own. @param {number} index */
const alike = (index) => {
  const { names, count } = data.rows[index];
  if (count < 2) return [];
  const buttons = names.map((name) => {
    const button = make('button', { type: 'button', class: 'jump' }, name);
    button.addEventListener('click', () => chooseFailure(name, button));
    return button;
  });
  const rest = count > names.length ? ['and ' + counted(count - names.length, 'other') + ' that do the same'] : [];
  return [make('p', { class: 'alike' }, make('span', { class: 'quiet' }, counted(count, 'failure') + ' of this row: '),
    ...buttons.flatMap((button) => [button, ' ']), ...rest)];
};

byId('rows').addEventListener('click', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const row = target.closest('tr');
  if (!row || row.dataset.row === undefined) return;
  const button = row.querySelector('.more');
  if (target.closest('.mark')) chooseFailure(data.rows[Number(row.dataset.row)].names[0], target);
  else if (target.closest('.more')) button.getAttribute('aria-expanded') === 'true' ? close(row) : open(row);
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', () => { limit = FIRST; narrow(); });
byId('all').addEventListener('click', () => { form.reset(); limit = FIRST; narrow(); });
byId('more').addEventListener('click', () => { limit = Infinity; narrow(); });
byId('open').addEventListener('click', () => { for (const row of rows) if (!row.hidden) open(row); });
narrow();
`;
