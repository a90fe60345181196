/** Helpers, and which hosts and links a failure takes, read from its name. */
export const FIND = String.raw`
const data = JSON.parse(document.getElementById('data').textContent);

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} selector @param {ParentNode} [within] */
const all = (selector, within = document) => /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/** @param {number} many @param {string} one */
const counted = (many, one) => many.toLocaleString('en') + ' ' + one + (many === 1 ? '' : 's');

/** @param {string} text such as '0-3 7' @returns {number[]} */
const numbers = (text) =>
  text.split(' ').filter(Boolean).flatMap((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });

const hostsOfThing = data.things.map((thing) => new Set(numbers(thing.hosts)));
const hostNumber = new Map(data.hosts.map((host, index) => [host.name, index]));
const cityOf = new Map(data.sites.map((site) => [site.name, site.city]));

/** @param {(host: { name: string, site: string, rack: string }) => boolean} wanted @returns {number[]} */
const hostsWhere = (wanted) => data.hosts.flatMap((host, index) => (wanted(host) ? [index] : []));
/** @param {string} a @param {string} b */
const linkName = (a, b) => [a, b].sort().join(' ');

/** @param {string} name of a failure: its parts stand with '+' or ', then' between them */
const taken = (name) => {
  const lost = new Set(), off = new Set(), cuts = new Set();
  /** @type {[RegExp, (...names: string[]) => number[]][]} */
  const known = [
    [/^host (\S+)$/, (host) => hostsWhere((each) => each.name === host)],
    [/^rack (\S+) of (\S+)$/, (rack, site) => hostsWhere((each) => each.rack === rack && each.site === site)],
    [/^site (\S+)$/, (site) => hostsWhere((each) => each.site === site)],
    [/^city (\S+)$/, (city) => hostsWhere((each) => cityOf.get(each.site) === city)],
  ];
  for (const part of name.split(/ \+ |, then after repair |, then /)) {
    const link = /^link (\S+)–(\S+)$/.exec(part);
    const parts = /^partition (.+)$/.exec(part);
    if (link) cuts.add(linkName(link[1], link[2]));
    else if (parts) {
      const inside = parts[1].split(', ');
      const outside = data.sites.map((site) => site.name).filter((site) => !inside.includes(site));
      for (const a of inside) for (const b of outside) cuts.add(linkName(a, b));
    } else {
      const rule = known.find(([pattern]) => pattern.test(part));
      const found = rule ? rule[1](...rule[0].exec(part).slice(1)) : [];
      for (const host of found) lost.add(host);
      const words = rule ? [] : part.split(/[\s,]+/);
      for (const word of words) if (hostNumber.has(word)) off.add(hostNumber.get(word));
    }
  }
  return { lost, off, cuts };
};
`;
