import type { Duration } from 'cdk8s';
import type { Environment } from '../../../core';
import type { Machines } from '../../../hosts';
import type { Host } from '../../../landscape';
import type { Store } from '../../etcd/snapshots/store';

/** A side of a pair, as the steps of its API servers know it. */
export interface Side {
  readonly environment: Environment;
  readonly masters: readonly Host[];
  /** Hosts that are no masters, and how many of them join at once. */
  readonly workers: readonly Host[];
  readonly atOnce: number;
  readonly machines: Machines;
  /** How a host joins the cluster: what one of its masters says, and what the host does with it. */
  readonly invite: string;
  readonly join: string;
}

/** Both sides, seen from one of them. */
export interface Sides {
  readonly own: Side;
  readonly other: Side;
  /** Where the snapshots lie, whichever side makes them: the cluster takes its schedule along. */
  readonly store: Store;
  readonly rpo: Duration;
  /** Longest time until a guard has closed it. @default - there is no guard: steps open and close it */
  readonly closesWithin?: Duration;
}
