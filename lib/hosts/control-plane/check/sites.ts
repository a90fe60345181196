import type { Problems } from '../../../core';
import { mastersOf } from '../../settings/masters';
import type { Settings } from '../../settings/settings';

/**
 * Checks which sites have a VIP. That it lies in the subnet of its own site, which no other site shares, is a rule of the
 * landscape: VRRP moves an address inside one layer-2 network only, so none can stand for two sites.
 */
export function checkSites({ environment }: Settings, problems: Problems): void {
  for (const site of environment.sites) {
    const masters = mastersOf(site).length;
    const below = problems.below(site.name);
    below.check(masters < 2 || site.vip !== undefined, {
      at: 'vip',
      got: undefined,
      want: `a VIP, since ${masters} masters stand there`,
      fix: `set \`vip\` of the site to a free address of ${site.subnet}`,
    });
    below.check(site.vip === undefined || masters > 0, {
      at: 'vip',
      got: `${site.vip}, without a master to hold it`,
      want: 'no VIP in a site without masters',
      fix: 'remove `vip` of the site, or add `masters(…)`',
    });
  }
}
