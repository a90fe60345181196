import type { Duration, Size } from 'cdk8s';
import type { ComponentProps, StorageClassRef } from '../../core';
import type { ElasticSite } from './sites';

export interface ElasticStackProps extends ComponentProps {
  /** Storage class of indices and queues. Name the component that offers it in `needs`. */
  readonly volumes: StorageClassRef;
  /** How long a line is kept at least, in whole days. @default 184 days, the longest six months */
  readonly retention?: Duration;
  /** Data nodes in each site that holds data. @default 2, and 3 in a single site; never more than there are workers */
  readonly dataNodes?: number;
  /** Memory of a data node; half is heap. @default - a quarter of the smallest worker, 4 to 64 GiB */
  readonly memory?: Size;
  /** Disk of a data node. @default - 30 times its memory */
  readonly disk?: Size;
  /** Sites and the hosts of each. Required outside of an Environment. @default - the sites of the environment */
  readonly sites?: readonly ElasticSite[];
}
