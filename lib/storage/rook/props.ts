import type { ComponentProps, SpreadDomain } from '../../core';
import type { Site } from '../../landscape';

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
  /** Whether traffic between daemons, and of clients, is encrypted. Nodes need Linux 5.11 in either case. @default true */
  readonly encryption?: boolean;
  /** Whether claims that name no class get a block device. @default true */
  readonly defaultClass?: boolean;
  /** Whether there is a file system for volumes that several pods mount. @default true */
  readonly sharedFilesystem?: boolean;
  /** Whether there is an object store with an S3 interface. @default true */
  readonly objectStore?: boolean;
}
