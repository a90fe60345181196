import type { Environment } from '../../../core';
import { isList, isWhole, type Problems, show } from '../../../errors';
import type { Site } from '../../../landscape';
import { isSite } from '../../../landscape/check/is-site';
import { checkCopies } from './redundancy';
import { checkHosts } from './hosts';
import { checkStretch } from './stretch';
import { type Layout, storageHosts } from '../cluster/layout';

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

/** What a layout is judged by. */
interface Around {
  /** Sites that were named, or those of the environment. */
  readonly all: readonly Site[];
  /** Witnesses of the environment, also those that were not named. */
  readonly witnesses: readonly Site[];
  /** Whether buckets are shared with other cities. */
  readonly realm: boolean;
}

/** Checks that a layout can work and keeps what it promises. */
export function checkLayout(layout: Layout, { all, witnesses, realm }: Around, problems: Problems): void {
  checkHosts(layout, all, realm, problems);
  checkMonitors(layout, problems);
  if (layout.mode === 'stretch') checkStretch(layout, witnesses, problems);
  checkCopies(layout, problems);
}

/** An odd number, each where the loss of one place takes no second: two in each site of a stretch cluster, and a tiebreaker. */
function checkMonitors({ mode, monitors, sites, hosts }: Layout, problems: Problems): void {
  const stretched = mode === 'stretch';
  const names = sites.map(({ name }) => name).join(' and ');
  problems.check(monitors === 5 || (monitors === 3 && !stretched), {
    at: 'monitors',
    got: monitors,
    want: stretched ? `5: two in each of ${names}, and one in the witness` : 'an odd number (3 or 5)',
    fix: `leave \`monitors\` out, or set ${stretched ? '5 since the sites are 2/2/1' : '3 or 5'}`,
  });
  if (stretched) return;
  const spread = mode === 'spread';
  const places = spread ? sites.filter((site) => storageHosts(site).length > 0).length : hosts.length;
  problems.check(!isWhole(monitors, places + 1), {
    at: 'monitors',
    got: `${show(monitors)} on ${places} ${spread ? 'sites' : 'hosts'} with storage`,
    want: spread ? 'a site for every monitor' : 'a host for every monitor',
    fix: `add ${spread ? 'sites' : 'hosts'} with the role storage, or lower \`monitors\` (3 at least)`,
  });
}
