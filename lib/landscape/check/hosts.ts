import { Size, SizeRoundingBehavior } from 'cdk8s';
import type { Problems } from '../../errors';
import type { HostGroup } from '../declare';
import { type Disk, HOST_ROLES, type Host } from '../model';
import type { Addresses } from './deal';
import { checkChoice, checkName, isAmount, items, label } from './shape';

/** More hosts than one Kubernetes cluster carries (5,000, kubernetes/website cluster-large.md) are a slip of the pen. */
export const MAX_GROUP = 5000;

const MEDIA: readonly Disk['media'][] = ['nvme', 'ssd', 'hdd'];

/** A site as far as its hosts need it. */
interface Place {
  readonly city: string;
  readonly site: string;
  readonly racks: readonly string[];
  readonly groups: readonly HostGroup[];
}

/** Expands the groups of a site: numbers go on over groups of one prefix, racks are dealt in turn. */
export function resolveHosts(place: Place, addresses: Addresses, problems: Problems): readonly Host[] {
  const counts = new Map<string, number>();
  return place.groups.flatMap((group) => {
    const start = counts.get(group.prefix) ?? 0;
    const hosts = resolveGroup(place, group, start, addresses, problems);
    counts.set(group.prefix, start + hosts.length);
    return hosts;
  });
}

function resolveGroup(
  { city, site, racks }: Place,
  group: HostGroup,
  start: number,
  addresses: Addresses,
  problems: Problems,
): readonly Host[] {
  if (!checkGroup(group, racks, problems.below(label(group.name ?? group.prefix)))) return [];
  return Array.from({ length: group.count }, (_, index) => {
    const name = group.name ?? `${label(site)}-${label(group.prefix)}-${start + index + 1}`;
    const { roles, cpu, memory, disks } = group;
    const rack = group.rack ?? racks[(start + index) % racks.length] ?? '';
    return { name, city, site, rack, roles, cpu, memory, disks, address: addresses.take(group, index) };
  });
}

/** Checks a group; tells whether it can be expanded to hosts. */
function checkGroup(group: HostGroup, racks: readonly string[], problems: Problems): boolean {
  if (group.name === undefined) checkName(group.prefix, problems, 'prefix');
  else checkName(group.name, problems);
  problems.check(group.rack === undefined ? racks.length > 0 : racks.includes(group.rack), {
    at: 'rack',
    got: racks.length > 0 ? group.rack : 'no rack: the site has none',
    want: racks.length > 0 ? `one of ${racks.map(label).join(', ')}` : 'a rack for every host',
    fix: 'add the rack to `racks` of the site, or name one that is there',
  });
  problems.check(Number.isInteger(group.cpu) && group.cpu > 0, {
    at: 'cpu',
    got: group.cpu,
    want: 'a whole number of CPU threads above 0',
    fix: 'leave `cpu` out, or set what the host has',
  });
  checkSize(group.memory, 'memory', 'for example `memory: Size.gibibytes(32)`', problems);
  checkDisks(group.disks, problems);
  checkRoles(group, problems);
  return problems.check(Number.isInteger(group.count) && group.count >= 1 && group.count <= MAX_GROUP, {
    at: 'count',
    got: group.count,
    want: `a whole number between 1 and ${MAX_GROUP}`,
    fix: 'leave the group out if there are no such hosts',
  });
}

function checkDisks(disks: readonly Disk[], problems: Problems): void {
  items(disks, problems, 'disks', 'a list of disks').forEach((disk, index) => {
    checkSize(disk.size, `disks[${index}].size`, 'for example `nvme(Size.tebibytes(4))`', problems);
    checkChoice(disk.media, MEDIA, `disks[${index}].media`, problems);
  });
}

function checkRoles(group: HostGroup, problems: Problems): void {
  const roles = items(group.roles, problems, 'roles', 'a list of roles');
  problems.check(roles.length > 0 || !Array.isArray(group.roles), {
    at: 'roles',
    got: roles,
    want: 'at least one role',
    fix: `one of ${HOST_ROLES.join(', ')}`,
  });
  roles.forEach((role) => checkChoice(role, HOST_ROLES, 'roles', problems));
}

function checkSize(size: unknown, at: string, fix: string, problems: Problems): void {
  problems.check(isSize(size), {
    at,
    got: size instanceof Size ? `${size.toMebibytes({ rounding: SizeRoundingBehavior.NONE })} MiB` : size,
    want: 'a Size above 0',
    fix,
  });
}

/** Whether a value is a Size above 0, and not without end. */
export function isSize(size: unknown): size is Size {
  return size instanceof Size && isAmount(size.toMebibytes({ rounding: SizeRoundingBehavior.NONE }));
}
