import type { Size } from 'cdk8s';
import type { ComponentProps, SpreadDomain } from '../../core';
import type { Site } from '../../landscape';
import type { KeyManagement } from './keys/key-management';
import type { CephNetwork } from './ceph-network';

export interface RookCephProps extends ComponentProps {
  /**
   * Sites that carry it: one with data; two with data and a witness; or three and more with data.
   * @default - all sites of the environment; required in a plain App
   */
  readonly sites?: readonly Site[];
  /** Monitors, 3 or 5. Over three or more data sites, each is in a site of its own. @default 3; 5 over two data sites and a witness */
  readonly monitors?: number;
  /** Copies of every item of data. @default 3; 4 over two data sites */
  readonly copies?: number;
  /** What may fail without taking two copies of an item. @default - site over several data sites, else rack where there is one for every copy, else host */
  readonly failureDomain?: SpreadDomain;
  /**
   * Regular expression (Go) of the kernel names of disks that Ceph may take.
   * @default - every disk of a storage host that is empty, also one that is added later
   */
  readonly deviceFilter?: string;
  /** Network on which the daemons listen. It cannot be exchanged later. @default CephNetwork.pods() */
  readonly network?: CephNetwork;
  /** Where keys of encrypted volumes are kept, for pools with `encrypted`. @default - nowhere: no pool can be encrypted */
  readonly keys?: KeyManagement;
  /**
   * Whether every disk is encrypted, too, with keys that the monitors keep: a disk that leaves the house cannot be read. It
   * holds for disks that are taken from then on. @default false
   */
  readonly encryptedDisks?: boolean;
  /** Whether traffic between daemons, and of clients, is encrypted. Nodes need Linux 5.11 in either case. @default true */
  readonly encryption?: boolean;
  /** Whether claims that name no class get a block device. @default true */
  readonly defaultClass?: boolean;
  /** Most that volumes of the class for one pod may hold, without copies; in whole MiB. @default - none: they may fill the cluster */
  readonly blockQuota?: Size;
  /** Whether there is a file system for volumes that several pods mount. @default true */
  readonly sharedFilesystem?: boolean;
  /** Most that volumes of several pods may hold, without copies; in whole MiB. @default - none */
  readonly sharedQuota?: Size;
  /** Whether there is an object store with an S3 interface. @default true */
  readonly objectStore?: boolean;
  /**
   * Secret of type kubernetes.io/tls in the namespace rook-ceph, with the certificate of the gateways.
   * @default - none: they speak HTTP, within the cluster
   */
  readonly bucketCertificate?: string;
  /** Secret in the namespace rook-ceph, with the key `cabundle`: authorities that gateways trust, such as the bank's own. @default - those of the image */
  readonly bucketAuthorities?: string;
  /**
   * Name of the realm that shares buckets and users with other cities, the same in all of them. An object store cannot be
   * brought into a realm later. @default - none: the buckets are its own
   */
  readonly realm?: string;
  /** https address under which other cities of the realm reach the gateways. @default - none; required with `realm` */
  readonly bucketEndpoint?: string;
  /** Most that buckets may hold, without copies; in whole MiB. @default - none */
  readonly bucketQuota?: Size;
}
