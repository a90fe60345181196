import type { Duration } from 'cdk8s';
import type { ComponentProps, StoreProps } from '../../../core';

/**
 * Where snapshots go, how often and for how long. They hold all but what Secrets say, which is encrypted: the bucket must be
 * encrypted at rest itself, and have few readers.
 */
export interface EtcdSnapshotsProps extends ComponentProps, StoreProps {
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
