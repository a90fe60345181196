import { type Environment, rackLabel, type SpreadDomain } from '../../../core';
import { isList, isWhole, type Problems, show } from '../../../errors';
import type { Site } from '../../../landscape';
import { isSite } from '../../../landscape/check/is-site';
import { checkHosts } from './hosts';
import { checkStretch } from './stretch';
import { type Layout, storageHosts } from '../cluster/layout';

/** Ceph keeps at most ten copies (rule of CRUSH, rook pkg/daemon/ceph/client/crush_rule.go@v1.20.6). */
const MAX_COPIES = 10;

/** Checks that there are sites, and that they belong to the environment. Returns whether the rest can be checked. */
export function checkSites(
  sites: readonly Site[] | undefined,
  environment: Environment | undefined,
  problems: Problems,
) {
  const there = problems.check(isList(sites) && sites.length > 0, {
    at: 'sites',
    got: sites,
    want: environment === undefined ? 'sites with storage hosts, since no Environment tells them' : 'at least one site',
    fix:
      environment === undefined ? 'pass `sites: landscape.sites`, or create it in an Environment' : 'leave `sites` out',
  });
  if (!there) return false;
  const known = (sites ?? []).map((site, index) =>
    problems.check(isSite(site) && sites?.indexOf(site) === index, {
      at: `sites[${index}]`,
      got: isSite(site) ? `${site.name} once more` : site,
      want: 'a Site of a Landscape, each once',
      fix: "for example `sites: [landscape.site('sh-a')]`",
    }),
  );
  if (!known.every(Boolean)) return false;
  const names = environment?.sites.map(({ name }) => name);
  for (const site of sites ?? []) {
    problems.check(names === undefined || names.includes(site.name), {
      at: 'sites',
      got: site.name,
      want: `sites of the environment (${names?.join(', ')})`,
      fix: 'leave `sites` out for all of them',
    });
  }
  return true;
}

/** Checks that a layout can work and keeps what it promises. */
export function checkLayout(layout: Layout, all: readonly Site[], problems: Problems): void {
  checkHosts(layout, all, problems);
  checkCounts(layout, problems);
  if (layout.mode === 'stretch') checkStretch(layout, problems);
  else checkDomains(layout, problems);
}

function checkCounts({ mode, monitors, copies, sites }: Layout, problems: Problems): void {
  const stretched = mode === 'stretch';
  const names = sites.map(({ name }) => name).join(' and ');
  problems.check(monitors === 5 || (monitors === 3 && !stretched), {
    at: 'monitors',
    got: monitors,
    want: stretched ? `5: two in each of ${names}, and one in the witness` : 'an odd number (3 or 5)',
    fix: `leave \`monitors\` out, or set ${stretched ? '5 since the sites are 2/2/1' : '3 or 5'}`,
  });
  problems.check(stretched || isWhole(copies, 3, MAX_COPIES), {
    at: 'copies',
    got: copies,
    want: `a whole number between 3 and ${MAX_COPIES}: with 2, a write would be acknowledged by one disk alone`,
    fix: 'leave `copies` out for 3',
  });
}

/** Enough failure domains for the copies, and enough hosts for the monitors. */
function checkDomains(layout: Layout, problems: Problems): void {
  const { mode, failureDomain, copies, hosts, monitors, sites } = layout;
  const choices: readonly SpreadDomain[] = mode === 'spread' ? ['site'] : ['host', 'rack'];
  const known = problems.check(choices.includes(failureDomain), {
    at: 'failureDomain',
    got: failureDomain,
    want:
      mode === 'spread'
        ? 'site: else a site could hold most copies of an item'
        : 'host or rack, since one site has data',
    fix: 'leave `failureDomain` out',
  });
  const domain = show(failureDomain);
  const count = { host: hosts.length, rack: new Set(hosts.map(rackLabel)).size, site: sites.length };
  const there = known ? count[failureDomain] : Infinity;
  problems.check(!isWhole(copies, there + 1), {
    at: 'copies',
    got: `${show(copies)} over ${there} ${domain}s with storage`,
    want: `a ${domain} for every copy`,
    fix:
      failureDomain === 'rack'
        ? 'leave `failureDomain` out to spread over hosts, or add racks'
        : `add ${domain}s with the role storage, or lower \`copies\` (3 at least)`,
  });
  const places = mode === 'spread' ? sites.filter((site) => storageHosts(site).length > 0).length : hosts.length;
  problems.check(!isWhole(monitors, places + 1), {
    at: 'monitors',
    got: `${show(monitors)} on ${places} ${mode === 'spread' ? 'sites' : 'hosts'} with storage`,
    want: mode === 'spread' ? 'a site for every monitor' : 'a host for every monitor',
    fix: `add ${mode === 'spread' ? 'sites' : 'hosts'} with the role storage, or lower \`monitors\` (3 at least)`,
  });
}
