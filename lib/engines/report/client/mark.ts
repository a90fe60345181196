/** Marks hosts, sites and links of the topology, and says what is marked. */
export const MARK = String.raw`
const hostButtons = all('.host');
const thingButtons = all('.thing');
const linkParts = all('[data-link]');
const tallies = all('.tally');
/** @type {HTMLElement | undefined} */
let from;

/** @param {{ stands?: Set<number>, lost?: Set<number>, off?: Set<number>, cuts?: Set<string>, things?: Set<number>, chosen?: HTMLElement }} marks */
const mark = ({ stands = new Set(), lost = new Set(), off = new Set(), cuts = new Set(), things = new Set(), chosen }) => {
  const some = stands.size + lost.size + off.size;
  const markOf = (host) => (lost.has(host) ? 'lost' : off.has(host) ? 'off' : stands.has(host) ? 'stands' : some > 0 ? 'not' : '');
  for (const button of hostButtons) {
    button.dataset.mark = markOf(Number(button.dataset.host));
    button.setAttribute('aria-pressed', String(button === chosen));
  }
  for (const button of thingButtons) {
    button.dataset.mark = things.has(Number(button.dataset.thing)) ? 'stands' : '';
    button.setAttribute('aria-pressed', String(button === chosen));
  }
  for (const part of linkParts) part.classList.toggle('cut', cuts.has(part.dataset.link || ''));
  for (const tally of tallies) {
    const group = tally.closest('details');
    const site = tally.closest('[data-site]');
    const members = group
      ? all('.host', group).map((button) => Number(button.dataset.host))
      : hostsWhere((host) => site !== null && host.site === site.getAttribute('data-site'));
    const many = members.filter((host) => ['lost', 'off', 'stands'].includes(markOf(host))).length;
    const gone = members.some((host) => lost.has(host) || off.has(host));
    const word = gone ? ' lost' : ' marked';
    (group || site).setAttribute('data-mark', many === 0 ? (some > 0 ? 'not' : '') : gone ? (many === members.length ? 'lost' : 'part') : 'stands');
    if (group) tally.textContent = many > 0 ? many + word : '';
    else tally.textContent = many > 0 ? many + ' of ' + counted(members.length, 'host') + word : counted(Number(tally.dataset.of), 'host');
  }
};

/** @param {(Node | string)[]} content @param {boolean} any */
const say = (content, any) => {
  byId('panel').firstElementChild.replaceChildren(...content);
  byId('clear').hidden = !any;
  byId('panel').classList.toggle('active', any);
};

const clear = () => {
  mark({});
  say([make('span', { class: 'quiet' }, 'Nothing is marked.')], false);
};

/** @param {Set<number>} hosts */
const sitesWith = (hosts) => {
  const found = data.sites.map((site) => site.name).map((site) => [site, [...hosts].filter((host) => data.hosts[host].site === site).length]);
  return found.filter(([, many]) => many > 0).map(([site, many]) => site + ' (' + many + ')').join(', ');
};

/** @param {string} text @param {() => void} action */
const linkTo = (text, action) => {
  const button = make('button', { type: 'button', class: 'jump' }, text);
  button.addEventListener('click', action);
  return button;
};

/** @param {number} thing */
const chooseThing = (thing) => {
  const { name, component, made } = data.things[thing];
  const hosts = hostsOfThing[thing];
  mark({ stands: hosts, things: new Set([thing]), chosen: thingButtons[thing] });
  const where = hosts.size === 0 ? 'on no host of this environment' : 'on ' + counted(hosts.size, 'host') + ': ' + sitesWith(hosts);
  say([make('b', {}, name), ' of ' + component + ', ' + made + '. Stands or may stand ' + where + '. ',
    linkTo('Its failures', () => filterBy({ thing: String(thing) }))], true);
};

/** @param {number} host */
const chooseHost = (host) => {
  const { name, site, rack, about } = data.hosts[host];
  const there = data.things.flatMap((_, thing) => (hostsOfThing[thing].has(host) ? [thing] : []));
  mark({ stands: new Set([host]), things: new Set(there), chosen: hostButtons.find((button) => button.dataset.host === String(host)) });
  const names = there.map((thing) => linkTo(data.things[thing].name, () => { chooseThing(thing); thingButtons[thing].focus(); }));
  say([make('b', {}, name), ', rack ' + rack + ' of ' + site + ' · ' + about + '. ', there.length > 0 ? 'Here run or may run: ' : 'Nothing that was judged runs here. ',
    ...names.flatMap((button) => [button, ' ']), linkTo('Its failures', () => filterBy({ name: name }))], true);
};

/** @param {string} name @param {HTMLElement} back */
const chooseFailure = (name, back) => {
  const { lost, off, cuts } = taken(name);
  mark({ lost: lost, off: off, cuts: cuts });
  const parts = [
    lost.size > 0 ? counted(lost.size, 'host') + ' lost: ' + sitesWith(lost) : '',
    off.size > 0 ? counted(off.size, 'host') + ' out of service: ' + sitesWith(off) : '',
    cuts.size > 0 ? counted(cuts.size, 'link') + ' cut' : '',
  ].filter(Boolean);
  from = back;
  say([make('b', {}, name), ': ' + (parts.join('; ') || 'nothing of the topology') + '. ',
    linkTo('Back to the row', () => { if (from) { from.scrollIntoView({ block: 'center' }); from.focus(); } })], true);
  byId('topology').scrollIntoView();
  const button = byId('panel').querySelector('.jump');
  if (button instanceof HTMLElement) button.focus({ preventScroll: true });
};

for (const [index, button] of thingButtons.entries())
  button.addEventListener('click', () => (button.getAttribute('aria-pressed') === 'true' ? clear() : chooseThing(index)));
for (const button of hostButtons)
  button.addEventListener('click', () => (button.getAttribute('aria-pressed') === 'true' ? clear() : chooseHost(Number(button.dataset.host))));
byId('clear').addEventListener('click', clear);
document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !byId('clear').hidden) clear(); });
`;
