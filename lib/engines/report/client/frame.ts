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

/** Groups of hosts are opened for printing, and folded again afterwards. */
/** @type {Element[]} */
let opened = [];
addEventListener('beforeprint', () => {
  opened = all('.sites details:not([open])');
  for (const each of opened) each.setAttribute('open', '');
});
addEventListener('afterprint', () => { for (const each of opened) each.removeAttribute('open'); });
`;
