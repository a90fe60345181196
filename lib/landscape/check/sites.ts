import type { Problems } from '../../errors';
import { formatAddress, parseAddress, parseCidr } from '../cidr';
import type { CityDeclaration, SiteDeclaration } from '../declare';
import { SITE_ROLES, type Site } from '../model';
import { Addresses } from './deal';
import { resolveHosts } from './hosts';
import { checkChoice, checkName, checkUnique, items, label } from './shape';

/** Expands cities to sites with hosts; what cannot be expanded is reported and left out. */
export function resolveSites(cities: readonly CityDeclaration[], problems: Problems): readonly Site[] {
  problems.check(cities.length > 0, { at: 'cities', got: cities, want: 'at least one city', fix: 'declare `city(…)`' });
  checkUnique(
    cities.map((city) => city.name),
    'city',
    problems.below('cities'),
  );
  const sites = cities.flatMap((city) => {
    const below = problems.below(`cities/${label(city.name)}`);
    checkName(city.name, below);
    const declared = items(city.sites, below, 'sites', 'a list of sites');
    below.check(declared.length > 0 || !Array.isArray(city.sites), {
      at: 'sites',
      got: declared,
      want: 'at least one site',
      fix: 'declare `site(…)`',
    });
    return declared.map((site) => resolveSite(city.name, site, problems.below(`sites/${label(site.name)}`)));
  });
  checkUnique(
    sites.map((site) => site.name),
    'site',
    problems.below('sites'),
  );
  checkUnique(
    sites.flatMap((site) => site.hosts.map((host) => host.name)),
    'host',
    problems.below('hosts'),
  );
  return sites;
}

function resolveSite(city: string, site: SiteDeclaration, problems: Problems): Site {
  checkName(site.name, problems);
  checkChoice(site.role, SITE_ROLES, 'role', problems);
  const racks = items(site.racks ?? ['rack-1'], problems, 'racks', 'a list of rack names');
  racks.forEach((rack) => checkName(rack, problems.below(`racks/${label(rack)}`)));
  checkUnique(racks, 'rack', problems.below('racks'));
  const subnet = parseCidr(site.subnet);
  const gateway = site.gateway ?? (subnet === undefined ? '' : formatAddress(Math.min(subnet.first + 1, subnet.last)));
  const groups = items(site.hosts, problems, 'hosts', 'a list of host groups, such as masters(3)');
  problems.check(groups.length > 0 || !Array.isArray(site.hosts), {
    at: 'hosts',
    got: groups,
    want: 'at least one host',
    fix: 'declare `masters(…)`',
  });
  const reserved = [gateway, site.vip].map(parseAddress).filter((address) => address !== undefined);
  const addresses = new Addresses(subnet, reserved, groups);
  const hosts = resolveHosts({ city, site: site.name, racks, groups }, addresses, problems);
  problems.check(addresses.missing === 0, {
    at: 'subnet',
    got: `${label(site.subnet)}, ${addresses.missing} too small for ${hosts.length} hosts, the gateway and the VIP`,
    want: 'an address for every host',
    fix: 'widen the subnet, or spread the hosts over more sites',
  });
  return { name: site.name, city, role: site.role, subnet: site.subnet, gateway, vip: site.vip, racks, hosts };
}
