import type { Duration } from 'cdk8s';
import type { ComponentProps } from '../../../core';

export interface EtcdSnapshotsProps extends ComponentProps {
  /** Address of the S3 store: `https://s3.hefei.bank.example`. */
  readonly endpoint: string;
  /**
   * Bucket of the store; it must exist. Each environment writes into a folder of its own name. Snapshots hold all but what
   * Secrets say, which is encrypted: it must be encrypted at rest itself, and have few readers.
   */
  readonly bucket: string;
  /** Site of the landscape at which the store stands: another than those it protects. @default - none: give `storeCity` */
  readonly storeSite?: string;
  /** City outside of the landscape in which the store stands, in place of `storeSite`. @default - none: give `storeSite` */
  readonly storeCity?: string;
  /** Region that requests are signed for. @default - rclone's: us-east-1, which stores without regions expect */
  readonly region?: string;
  /** Certificate authority of the store, as PEM. @default - those that the image of rclone trusts */
  readonly caBundle?: string;
  /**
   * Time between two snapshots: a part of an hour or of a day, since cron keeps no other.
   * @default - half of `objectives.city.rpo`, rounded down to what cron can say, and an hour at most
   */
  readonly interval?: Duration;
  /** How long snapshots are kept, in whole hours. @default 30 days */
  readonly retention?: Duration;
}

/** Props with their defaults. */
export type Settled = EtcdSnapshotsProps & Required<Pick<EtcdSnapshotsProps, 'interval' | 'retention'>>;
