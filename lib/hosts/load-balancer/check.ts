import type { Problems } from '../../core';
import { isFields, isWhole } from '../../errors';
import { vipSites } from '../settings/masters';
import type { Settings } from '../settings/settings';
import { ROUTER_IDS, virtualRouterId } from './vrrp';

/** Checks the VRRP routers of all sites: two with one id on a wire take the VIP from each other. */
export function checkRouters({ environment, virtualRouterIds: given }: Settings, problems: Problems): void {
  const sites = vipSites(environment).map(({ name }) => name);
  const fields = problems.check(isFields(given), {
    at: 'virtualRouterIds',
    got: given,
    want: 'numbers by the names of sites',
    fix: "for example `virtualRouterIds: { 'sh-a': 101 }`",
  });
  const known = fields && Object.keys(given).map((site) => checkRouter(site, given[site], sites, problems));
  if (known === false || known.includes(false)) return;
  const { landscape } = environment;
  const ids = new Map(landscape.sites.map(({ name }) => [name, virtualRouterId(landscape, name, given)]));
  for (const site of sites) {
    const id = ids.get(site) ?? 0;
    problems.check(id <= ROUTER_IDS.last, {
      at: `virtualRouterIds.${site}`,
      got: `${id}, by its place in the landscape`,
      want: `at most ${ROUTER_IDS.last}, as VRRP knows no more`,
      fix: 'declare sites with a VIP earlier in the landscape, or set `virtualRouterIds`',
    });
    const other = [...ids].find(([name, taken]) => name !== site && taken === id);
    // Of two sites, the first is told.
    problems.check(other === undefined || (sites.includes(other[0]) && other[0] < site), {
      at: `virtualRouterIds.${site}`,
      got: `${id}, which ${other?.[0]} has too`,
      want: 'an id of its own for every site of the landscape: a stretched subnet would mix the two up',
      fix: `set \`virtualRouterIds\` to another number between ${ROUTER_IDS.first} and ${ROUTER_IDS.last}`,
    });
  }
}

function checkRouter(site: string, id: unknown, sites: readonly string[], problems: Problems): boolean {
  const named = problems.check(sites.includes(site), {
    at: `virtualRouterIds.${site}`,
    got: `the site ${site}`,
    want: `sites of the environment with a VIP (${sites.join(', ') || 'there are none'})`,
    fix: 'correct the name, or remove it from `virtualRouterIds`',
  });
  const whole = problems.check(isWhole(id, ROUTER_IDS.first, ROUTER_IDS.last), {
    at: `virtualRouterIds.${site}`,
    got: id,
    want: `a whole number between ${ROUTER_IDS.first} and ${ROUTER_IDS.last}`,
    fix: 'remove it from `virtualRouterIds` for one by the place of the site',
  });
  return named && whole;
}
