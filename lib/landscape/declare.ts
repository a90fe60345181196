import { Size, type Duration } from 'cdk8s';
import { isList } from '../errors';
import type { Bandwidth } from './bandwidth';
import type { Disk, HostRole, SiteRole } from './model';

/** Several equal hosts of a site. */
export interface HostGroup {
  /** Hosts are called `<site>-<prefix>-<n>`, unless `name` gives the whole name of a single host. */
  readonly prefix: string;
  readonly name?: string;
  readonly count: number;
  readonly roles: readonly HostRole[];
  readonly cpu: number;
  readonly memory: Size;
  readonly disks: readonly Disk[];
  readonly from?: string;
  readonly rack?: string;
}

export interface HostGroupProps {
  /** CPU threads of each host. @default - by role: masters 8, workers 32, storage 16, edge 8, voters 4 */
  readonly cpu?: number;
  /** Memory of each host. @default - by role: masters 32 GiB, workers 128 GiB, storage 64 GiB, edge 16 GiB, voters 16 GiB */
  readonly memory?: Size;
  /** Raw data disks of each host. @default - storage: four NVMe disks of 4 TiB, others none */
  readonly disks?: readonly Disk[];
  /**
   * Address of the first host; the others follow. Give it where groups may grow: the default moves every later group.
   * @default - the next free addresses of the subnet, in the order of declaration
   */
  readonly from?: string;
  /** The rack in which all of them stand. @default - dealt over the racks of the site in turn */
  readonly rack?: string;
  /** Further roles, for hosts that do two things. @default - none */
  readonly also?: readonly HostRole[];
}

/** Hosts that run etcd and the control plane. */
export const masters = group('control-plane', 'master', 8, 32);
/** Hosts that run pods. */
export const workers = group('worker', 'worker', 32, 128);
/** Hosts that give their disks to Ceph. */
export const storage = group(
  'storage',
  'storage',
  16,
  64,
  Array.from({ length: 4 }, () => nvme(Size.tebibytes(4))),
);
/** Hosts that receive traffic from outside. */
export const edge = group('edge', 'edge', 8, 16);
/** Small hosts that only break ties. */
export const voters = group('voter', 'voter', 4, 16);

function group(role: HostRole, prefix: string, cpu: number, gibibytes: number, disks: readonly Disk[] = []) {
  return (count: number, props: HostGroupProps = {}): HostGroup => ({
    prefix,
    count,
    roles: withFirst(role, props?.also ?? []),
    cpu: props?.cpu ?? cpu,
    memory: props?.memory ?? Size.gibibytes(gibibytes),
    disks: props?.disks ?? disks,
    from: props?.from,
    rack: props?.rack,
  });
}

/** What is no list stays as it is, for the landscape to refuse together with all other faults. */
function withFirst(role: HostRole, also: readonly HostRole[]): readonly HostRole[] {
  return isList(also) ? [role, ...also] : also;
}

export interface HostProps extends Omit<HostGroupProps, 'from' | 'also'> {
  readonly roles: readonly HostRole[];
  /** @default - the next free address of the subnet */
  readonly address?: string;
}

/** One host with a name of its own. Sizes default to those of its first role. */
export function host(name: string, props: HostProps): HostGroup {
  const factories = { 'control-plane': masters, worker: workers, storage, edge, voter: voters };
  const first: HostRole | undefined = props?.roles?.[0];
  const base = (factories[first ?? 'worker'] ?? workers)(1, { ...props, from: props?.address });
  return { ...base, name, roles: props?.roles };
}

export function nvme(size: Size): Disk {
  return { size, media: 'nvme' };
}

export function ssd(size: Size): Disk {
  return { size, media: 'ssd' };
}

export function hdd(size: Size): Disk {
  return { size, media: 'hdd' };
}

export interface SiteProps {
  readonly role: SiteRole;
  /** IPv4 block of the hosts: one layer-2 network. */
  readonly subnet: string;
  readonly hosts: readonly HostGroup[];
  /** Virtual address of the API servers of this site, on its subnet. @default - none */
  readonly vip?: string;
  /** Names of the racks. @default - one rack, `rack-1`: without better knowledge all hosts share one fate */
  readonly racks?: readonly string[];
  /** @default - the first address of the subnet */
  readonly gateway?: string;
}

export interface SiteDeclaration extends SiteProps {
  readonly name: string;
}

export interface CityDeclaration {
  readonly name: string;
  readonly sites: readonly SiteDeclaration[];
}

export interface LinkProps {
  /** Time of a round trip. */
  readonly rtt: Duration;
  /** @default - not known; transfer times are then not computed */
  readonly bandwidth?: Bandwidth;
}

export interface LinkDeclaration extends LinkProps {
  readonly between: readonly [string, string];
}

export interface ClusterProps {
  /** Sites that the cluster spans. */
  readonly sites: readonly string[];
  /** IPv4 block of all pods of the cluster; every node takes a /24 of it. */
  readonly pods: string;
  /** IPv4 block of the services, between /12 and /24. */
  readonly services: string;
  /** Clusters whose addresses must be reachable from here. @default - none */
  readonly talksTo?: readonly string[];
}

export interface ClusterDeclaration extends ClusterProps {
  readonly name: string;
}

export function city(name: string, sites: readonly SiteDeclaration[]): CityDeclaration {
  return { name, sites };
}

export function site(name: string, props: SiteProps): SiteDeclaration {
  return { name, ...props };
}

export function link(a: string, b: string, props: LinkProps): LinkDeclaration {
  return { between: [a, b], ...props };
}

export function cluster(name: string, props: ClusterProps): ClusterDeclaration {
  return { name, ...props };
}
