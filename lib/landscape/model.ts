import type { Duration, Size } from 'cdk8s';
import type { Bandwidth } from './bandwidth';

/**
 * What a site is for: `active` carries load, `witness` only votes, `standby` waits in another city.
 */
export const SITE_ROLES = ['active', 'witness', 'standby'] as const;
export type SiteRole = (typeof SITE_ROLES)[number];

/**
 * What a host is for: `control-plane` runs etcd and the API server, `worker` runs pods, `storage` gives its disks to
 * Ceph, `edge` receives traffic from outside, `voter` only breaks ties (Ceph monitor, Elasticsearch master).
 */
export const HOST_ROLES = ['control-plane', 'worker', 'storage', 'edge', 'voter'] as const;
export type HostRole = (typeof HOST_ROLES)[number];

/** A data disk: raw, not formatted, beside the disk that holds the operating system. */
export interface Disk {
  readonly size: Size;
  readonly media: 'nvme' | 'ssd' | 'hdd';
}

/** One machine. */
export interface Host {
  /** Host name and node name. */
  readonly name: string;
  readonly city: string;
  readonly site: string;
  readonly rack: string;
  readonly roles: readonly HostRole[];
  /** CPU threads. */
  readonly cpu: number;
  readonly memory: Size;
  readonly disks: readonly Disk[];
  /** IPv4 address on the subnet of its site. */
  readonly address: string;
}

/** One data centre. */
export interface Site {
  readonly name: string;
  readonly city: string;
  readonly role: SiteRole;
  /** Addresses of its hosts: one layer-2 network, so that a VIP can move inside it. */
  readonly subnet: string;
  /** Default router of the subnet. */
  readonly gateway: string;
  /** Virtual address under which the site's API servers are reached; sites with one master may have none. */
  readonly vip?: string;
  readonly racks: readonly string[];
  readonly hosts: readonly Host[];
}

/** A connection of two sites. */
export interface Link {
  readonly between: readonly [string, string];
  /** Time of a round trip. */
  readonly rtt: Duration;
  readonly bandwidth?: Bandwidth;
}

/** Addresses of one Kubernetes cluster, and the sites it spans. */
export interface Cluster {
  readonly name: string;
  readonly sites: readonly string[];
  readonly pods: string;
  readonly services: string;
  /** Clusters whose pods, services and hosts must reach each other: their addresses may not overlap. */
  readonly talksTo: readonly string[];
}
