import type { Duration } from 'cdk8s';
import type { ComponentProps } from '../../core';
import type { Bandwidth } from '../../landscape';
import type { RookCeph } from '../rook/rook-ceph';

export interface CephMirrorProps extends ComponentProps {
  /** Ceph of this environment, on the network of its hosts: the other city must reach it. */
  readonly storage: RookCeph;
  /** Ceph of the environment in another city that takes over: made before, with the same pools and classes. */
  readonly peer: RookCeph;
  /** What may be lost of block devices with the city. @default - `objectives.city.rpo` of the environment, else 15 minutes */
  readonly rpo?: Duration;
  /**
   * Time between two snapshots, in whole minutes. What is lost is an interval and the time of a transfer, up to two intervals.
   * @default - the longest up to 15 minutes with which `rpo` holds
   */
  readonly interval?: Duration;
  /**
   * How much all mirrored volumes together change, at the busiest hour. Measure it: the time of a transfer follows from it.
   * @default - a tenth of the slowest link between the cities; required in an environment of the tier `production`
   */
  readonly changes?: Bandwidth;
  /**
   * What may be lost of the shared file system, in whole minutes, two hours at least: its snapshots are taken by the hour. Only
   * where there is one.
   * @default Duration.hours(2)
   */
  readonly sharedRpo?: Duration;
  /**
   * What buckets lag behind at most, in whole minutes, as measured in exercises: Ceph promises nothing. For buckets of a `realm` only.
   * @default - none: the proof counts on no copy of them
   */
  readonly bucketLag?: Duration;
  /**
   * Whether Ceph and its CSI driver can mirror several volumes as of one moment. Ceph 20.2 and Ceph CSI 3.17 cannot (no `rbd
   * mirror group`; ceph-csi issue 6190); builds of vendors can. @default false: an application with several volumes is refused,
   * unless it says that each is consistent by itself
   */
  readonly consistencyGroups?: boolean;
}
