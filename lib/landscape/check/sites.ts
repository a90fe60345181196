import { Size } from 'cdk8s';
import type { Problems } from '../../errors';
import { formatAddress, parseAddress, parseCidr, type Cidr } from '../cidr';
import type { CityDeclaration, HostGroup, SiteDeclaration } from '../declare';
import { HOST_ROLES, SITE_ROLES, type Host, type Site } from '../model';
import { checkChoice, checkName, checkUnique, items } from './shape';

/** More hosts than one Kubernetes cluster carries (5,000, kubernetes/website cluster-large.md) are a slip of the pen. */
const MAX_GROUP = 5000;

/** Expands cities to sites with hosts; what cannot be expanded is reported and left out. */
export function resolveSites(cities: readonly CityDeclaration[], problems: Problems): readonly Site[] {
  problems.check(cities.length > 0, { at: 'cities', got: cities, want: 'at least one city', fix: 'declare `city(…)`' });
  checkUnique(
    cities.map((city) => city.name),
    'city',
    problems.below('cities'),
  );
  const sites = cities.flatMap((city) => {
    const below = problems.below(`cities/${city.name}`);
    checkName(city.name, below);
    const declared = items(city.sites, below, 'sites', 'a list of sites');
    below.check(declared.length > 0, {
      at: 'sites',
      got: declared,
      want: 'at least one site',
      fix: 'declare `site(…)`',
    });
    return declared.map((site) => resolveSite(city.name, site, problems.below(`sites/${site.name}`)));
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
  racks.forEach((rack) => checkName(rack, problems.below(`racks/${rack}`)));
  checkUnique(racks, 'rack', problems.below('racks'));
  const subnet = parseCidr(site.subnet);
  const gateway = site.gateway ?? (subnet === undefined ? '' : formatAddress(subnet.first + 1));
  const groups = items(site.hosts, problems, 'hosts', 'a list of host groups, such as masters(3)');
  problems.check(groups.length > 0, {
    at: 'hosts',
    got: groups,
    want: 'at least one host',
    fix: 'declare `masters(…)`',
  });
  const reserved = [gateway, site.vip].map(parseAddress).filter((address) => address !== undefined);
  const addresses = new Addresses(subnet, reserved, groups);
  const counts = new Map<string, number>();
  const hosts = groups.flatMap((group) => {
    const start = counts.get(group.prefix) ?? 0;
    const hosts = resolveGroup(city, site.name, racks, group, start, addresses, problems);
    counts.set(group.prefix, start + hosts.length);
    return hosts;
  });
  problems.check(addresses.missing === 0, {
    at: 'subnet',
    got: `${site.subnet}, ${addresses.missing} too small for ${hosts.length} hosts, the gateway and the VIP`,
    want: 'an address for every host',
    fix: 'widen the subnet, or spread the hosts over more sites',
  });
  return { name: site.name, city, role: site.role, subnet: site.subnet, gateway, vip: site.vip, racks, hosts };
}

function resolveGroup(
  city: string,
  site: string,
  racks: readonly string[],
  group: HostGroup,
  start: number,
  addresses: Addresses,
  problems: Problems,
): readonly Host[] {
  const below = problems.below(group.name ?? group.prefix);
  if (!checkGroup(group, racks, below)) return [];
  return Array.from({ length: group.count }, (_, index) => {
    const name = group.name ?? `${site}-${group.prefix}-${start + index + 1}`;
    const { roles, cpu, memory, disks } = group;
    const rack = group.rack ?? racks[(start + index) % racks.length] ?? '';
    return { name, city, site, rack, roles, cpu, memory, disks, address: addresses.take(group, index) };
  });
}

function checkGroup(group: HostGroup, racks: readonly string[], problems: Problems): boolean {
  if (group.name !== undefined) checkName(group.name, problems);
  problems.check(group.rack === undefined ? racks.length > 0 : racks.includes(group.rack), {
    at: 'rack',
    got: group.rack ?? 'no rack: the site has none',
    want: racks.length > 0 ? `one of ${racks.join(', ')}` : 'a rack for every host',
    fix: 'add the rack to `racks` of the site, or name one that is there',
  });
  problems.check(Number.isInteger(group.cpu) && group.cpu > 0, {
    at: 'cpu',
    got: group.cpu,
    want: 'a whole number of CPU threads above 0',
    fix: 'leave `cpu` out, or set what the host has',
  });
  problems.check(group.memory instanceof Size && group.memory.toMebibytes({ rounding: 2 }) > 0, {
    at: 'memory',
    got: group.memory,
    want: 'a Size above 0',
    fix: 'for example `memory: Size.gibibytes(32)`',
  });
  items(group.disks, problems, 'disks', 'a list of disks').forEach((disk, index) =>
    problems.check(disk.size instanceof Size && disk.size.toMebibytes({ rounding: 2 }) > 0, {
      at: `disks[${index}].size`,
      got: disk.size,
      want: 'a Size above 0',
      fix: 'for example `nvme(Size.tebibytes(4))`',
    }),
  );
  const roles = items(group.roles, problems, 'roles', 'a list of roles');
  problems.check(roles.length > 0, {
    at: 'roles',
    got: roles,
    want: 'at least one role',
    fix: `one of ${HOST_ROLES.join(', ')}`,
  });
  roles.forEach((role) => checkChoice(role, HOST_ROLES, 'roles', problems));
  return problems.check(Number.isInteger(group.count) && group.count >= 1 && group.count <= MAX_GROUP, {
    at: 'count',
    got: group.count,
    want: `a whole number between 1 and ${MAX_GROUP}`,
    fix: 'leave the group out if there are no such hosts',
  });
}

/** Deals the addresses of a subnet: groups with `from` first get what they asked for, the others fill the gaps. */
class Addresses {
  missing = 0;
  private readonly taken: Set<number>;
  private next: number;

  constructor(
    private readonly subnet: Cidr | undefined,
    reserved: readonly number[],
    groups: readonly HostGroup[],
  ) {
    this.next = (subnet?.first ?? 0) + 1;
    const asked = groups.flatMap((group) => {
      const from = parseAddress(group.from);
      const count = Number.isInteger(group.count) && group.count <= MAX_GROUP ? group.count : 0;
      return from === undefined ? [] : Array.from({ length: Math.max(0, count) }, (_, index) => from + index);
    });
    this.taken = new Set([...reserved, ...asked]);
  }

  take(group: HostGroup, index: number): string {
    if (group.from !== undefined) {
      const from = parseAddress(group.from);
      return from === undefined ? String(group.from) : formatAddress(from + index);
    }
    if (this.subnet === undefined) return '';
    while (this.taken.has(this.next)) this.next += 1;
    if (this.next >= this.subnet.last) {
      this.missing += 1;
      return '';
    }
    this.taken.add(this.next);
    return formatAddress(this.next);
  }
}
