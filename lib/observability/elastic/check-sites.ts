import type { Environment } from '../../core';
import { isLabelValue, isObjectName } from '../../core/check/names';
import { mebibytesOf } from '../../core/check/props';
import { isFields, isListOf, isText, isWhole, type Problems } from '../../errors';
import type { ElasticHost, ElasticSite } from './sites';

/** ECK allows a node set 23 characters (elasticsearch_types.go@v3.5.0), of which `master-` takes seven. */
const NAME = /^[a-z0-9]([a-z0-9-]{0,14}[a-z0-9])?$/;

/** Checks what stands in the sites, and that together they can lose any one of them. @returns whether they can be built on */
export function checkSites(
  sites: readonly ElasticSite[],
  environment: Environment | undefined,
  problems: Problems,
): boolean {
  const sound = problems.check(isListOf(sites, isFields) && sites.length > 0, {
    at: 'sites',
    got: sites,
    want: 'a list of sites',
    fix: environment === undefined ? 'outside of an Environment, name the sites and their hosts' : 'leave `sites` out',
  });
  if (!sound) return false;
  const names = sites.map(({ name }) => name);
  const each = sites.map((site, index) => {
    const below = problems.below(`sites/${isName(site.name) ? site.name : index}`);
    return checkSite(site, names.indexOf(site.name) === index, environment, below);
  });
  return each.every(Boolean) && checkRoles(sites, problems) && checkMasters(sites, problems);
}

function checkSite(
  site: ElasticSite,
  first: boolean,
  environment: Environment | undefined,
  problems: Problems,
): boolean {
  const { name, role, hosts } = site;
  const landscape = environment?.sites.find((candidate) => candidate.name === name);
  const checks = [
    problems.check(isName(name) && first, {
      at: 'name',
      got: name,
      want: 'a name of its own: lower-case letters, digits and hyphens, at most 16 characters',
      fix: 'rename the site: the operator names pods after it',
    }),
    problems.check(environment === undefined || landscape !== undefined, {
      at: 'name',
      got: name,
      want: `a site of the cluster (${environment?.cluster.sites.join(', ')})`,
      fix: 'correct the name, or leave `sites` out',
    }),
    problems.check(role === 'data' || role === 'tiebreaker', {
      at: 'role',
      got: role,
      want: 'data or tiebreaker',
      fix: 'say whether it holds logs or only votes',
    }),
    problems.check(isListOf(hosts, isHost) && hosts.length > 0, {
      at: 'hosts',
      got: Array.isArray(hosts) ? `${hosts.length} hosts` : hosts,
      want: 'one host or more, each with name, rack and memory',
      fix: 'give the site hosts with the role worker, or a tiebreaker one with the role voter',
    }),
  ];
  const known = landscape?.hosts.map((host) => host.name);
  if (known === undefined || !checks.every(Boolean)) return checks.every(Boolean);
  const foreign = hosts.filter((host) => !known.includes(host.name)).map((host) => host.name);
  return problems.check(foreign.length === 0, {
    at: 'hosts',
    got: foreign,
    want: `hosts of ${name}`,
    fix: 'correct the names, or leave `sites` out',
  });
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && NAME.test(name);
}

function isHost(host: unknown): boolean {
  if (!isFields(host)) return false;
  const { name, rack, memory }: Readonly<Partial<Record<keyof ElasticHost, unknown>>> = host;
  return isObjectName(name) && isText(rack) && isLabelValue(rack) && isWhole(Math.ceil(mebibytesOf(memory) ?? 0), 1);
}

function checkRoles(sites: readonly ElasticSite[], problems: Problems): boolean {
  const data = sites.filter(({ role }) => role === 'data').map(({ name }) => name);
  const ties = sites.filter(({ role }) => role === 'tiebreaker').map(({ name }) => name);
  if (data.length === 2) {
    return problems.check(ties.length === 1, {
      at: 'sites',
      got: `data in ${data.join(' and ')}, tiebreakers in ${ties.join(' and ') || 'no third site'}`,
      want: 'one tiebreaker: with masters in two sites only, losing one of the two stops the cluster',
      fix: 'add a witness site with a host of the role voter to the cluster, or keep the logs in one site',
    });
  }
  return problems.check(data.length > 0 && ties.length === 0, {
    at: 'sites',
    got: `data in ${data.join(', ') || 'no site'}, tiebreakers in ${ties.join(', ') || 'no site'}`,
    want: data.length === 0 ? 'a site that holds data' : 'no tiebreaker, unless there are exactly two sites of data',
    fix: data.length === 0 ? 'give a site the role data' : 'remove the tiebreaker',
  });
}

/** Masters and tiebreakers never share a host; only a single site has several of them. */
function checkMasters(sites: readonly ElasticSite[], problems: Problems): boolean {
  const [only, ...others] = sites;
  return problems.check(others.length > 0 || (only?.hosts.length ?? 0) >= 3, {
    at: 'sites',
    got: `${only?.hosts.length} hosts in the only site ${only?.name}`,
    want: 'three hosts: one for each master',
    fix: 'give the site three workers',
  });
}
