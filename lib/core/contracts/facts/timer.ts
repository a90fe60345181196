import type { Duration } from 'cdk8s';

/** Something that takes its time after a failure: `{ name: 'etcd election', time: Duration.seconds(2) }`. */
export interface Timer {
  /** What runs meanwhile, as a reader knows it. */
  readonly name: string;
  /** The longest that it takes. */
  readonly time: Duration;
}

/** What a thing does by itself after a failure, and how long it takes. */
export interface Reaction {
  /**
   * `host`: a host with a member is lost or without power; `active`: the host of the active member is; `cut`: members cannot reach each other; else the name of a
   * process that ended on a member's host, such as `kube-apiserver`.
   */
  readonly to: string;
  /** Run one after the other. Several reactions to one failure run side by side. */
  readonly timers: readonly Timer[];
  /** Whether it begins only when what the thing needs is back: a journal that is read from other disks. @default false */
  readonly waits?: boolean;
}
