import type { Size } from 'cdk8s';
import type { SpreadDomain } from '../../../../core';
import type { ErasureCode } from '../erasure-code';
import type { ReclaimPolicy } from '../storage-class';

/** A pool for block devices beside the default one. */
export interface BlockPoolProps {
  /** Copies of every item of data; 4 in a stretch cluster. @default - as the cluster */
  readonly copies?: number;
  /** Shards in place of copies: not in a stretch cluster. @default - copies */
  readonly erasureCode?: ErasureCode;
  /** What may fail without taking two copies or shards of an item. @default - as the cluster, or host where that has too few */
  readonly failureDomain?: SpreadDomain;
  /** Most that may be stored, without copies; in whole MiB. @default - none: it may fill the cluster */
  readonly quota?: Size;
  /** Whether its volumes are mirrored to another city, where a CephMirror is. @default true */
  readonly mirrored?: boolean;
  /** What becomes of a volume whose claim goes; `Delete` only where it is not mirrored. @default 'Retain' */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** Whether each volume is encrypted with a key of its own, kept as `keys` of the cluster says. @default false */
  readonly encrypted?: boolean;
}
