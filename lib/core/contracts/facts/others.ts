import type { Duration } from 'cdk8s';
import type { Timer } from './timer';

/** A copy that follows its source at a distance. */
export interface AsyncCopy {
  readonly type: 'async-copy';
  readonly of: string;
  /** Site or host that holds the copy, or the name of a store outside of the landscape. */
  readonly to: string;
  /** Time between two copies; zero for a stream. */
  readonly interval: Duration;
  /** Time until a copy has arrived and is verified; the lag of a stream. */
  readonly transfer: Duration;
}

/** Something that must work for a thing to work. */
export interface Dependency {
  readonly type: 'dependency';
  readonly of: string;
  /** Another thing; one that nobody declares lies outside, and is assumed to work. */
  readonly on: string;
  /**
   * `serving`: always; `data`: its data lies there, too, and is lost with it; `starting`: only to start (a registry), so
   * that what runs goes on; `reacting`: only to react to a loss (the controllers that choose a new leader), so that what is
   * not touched goes on. @default 'serving'
   */
  readonly for?: 'serving' | 'data' | 'starting' | 'reacting';
}

/** Several ways to the same: one that works is enough. */
export interface Alternatives {
  readonly type: 'alternatives';
  readonly of: string;
  readonly among: readonly string[];
  /** What a client waits before it takes another way. */
  readonly switchover: readonly Timer[];
}

/** Where something stands that nobody builds here: an object store, a name server, an identity provider. */
export interface Outside {
  readonly type: 'outside';
  readonly of: string;
  /** Site with which it is lost. @default - none of the landscape */
  readonly site?: string;
}

/** What a thing waits for besides its own reactions. */
export interface Patience {
  readonly type: 'patience';
  readonly of: string;
  /** A client's time-out on a peer that vanished without a word: of a lost host, or behind a cut link. */
  readonly timers: readonly Timer[];
}

/** A thing that serves the users of one site: when that site is lost, nobody misses it. */
export interface Local {
  readonly type: 'local';
  readonly of: string;
  readonly site: string;
}

/** How people bring a thing back that does not come back by itself, with all that it needs. */
export interface RecoveryPlan {
  readonly type: 'recovery-plan';
  /** What comes back. */
  readonly of: string;
  readonly title: string;
  /** Sites that must have survived. Where the thing does not stand in them, what it needs is there, too. */
  readonly by: readonly string[];
  /** Sites whose loss it is for: it is no plan while one of their hosts is left. @default - any failure */
  readonly after?: readonly string[];
  /** Time until somebody who may decides it. */
  readonly decision: Duration;
  readonly steps: readonly Timer[];
  /** Time for which clients keep the old address (TTL of its DNS record). */
  readonly dns: Duration;
}
