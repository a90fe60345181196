/** Theme, printing, and links into parts that are folded. */
export const FRAME = String.raw`
const THEMES = ['system', 'light', 'dark'];
const themeButton = byId('theme');
themeButton.hidden = false;
themeButton.addEventListener('click', () => {
  const now = document.documentElement.dataset.theme || 'system';
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  document.documentElement.dataset.theme = next;
  themeButton.textContent = 'Theme: ' + next;
});

/** Folded for the screen, open on paper: hosts, plan, and rows of which several things break or lose. */
/** @type {Element[]} */
let opened = [];
/** @type {HTMLElement[]} */
let openedRows = [];
addEventListener('beforeprint', () => {
  opened = all('.sites details:not([open]), details.plan:not([open])');
  for (const each of opened) each.setAttribute('open', '');
  openedRows = rows.filter((row, index) => isClosed(row) && verdictsOf(index).filter(([, told]) => told[6] === 1).length > 1);
  for (const row of openedRows) { open(row); row.nextElementSibling.classList.add('by-print'); }
});
addEventListener('afterprint', () => {
  for (const each of opened) each.removeAttribute('open');
  for (const row of openedRows) close(row);
});
`;
