import type { Duration } from 'cdk8s';

/** Members that decide by majority, one per host: etcd, Ceph monitors, Elasticsearch masters. */
export interface Voters {
  readonly type: 'voters';
  readonly of: string;
  /** Hosts on which the members run; a host named twice carries two. */
  readonly hosts: readonly string[];
}

/** Copies of one item of data that are written before a write is acknowledged. */
export interface Copies {
  readonly type: 'copies';
  readonly of: string;
  /** No two copies share a host; over these domains they are spread evenly. */
  readonly domain: 'host' | 'rack' | 'site';
  /** Copies of one item, in all. */
  readonly copies: number;
  /** Fewest copies that may exist when a write is acknowledged. */
  readonly minimum: number;
  /** Fewest failure domains that hold a copy when a write is acknowledged. @default - as few as `minimum` copies fit into */
  readonly spans?: number;
  /** Hosts that can carry a copy. */
  readonly hosts: readonly string[];
}

/** A copy that follows its source at a distance. */
export interface AsyncCopy {
  readonly type: 'async-copy';
  readonly of: string;
  /** Site that holds the copy, or the name of a store outside of the landscape. */
  readonly to: string;
  /** Time between two copies. */
  readonly interval: Duration;
  /** Time until a copy has arrived. */
  readonly transfer: Duration;
}

/** Equal servers without state. */
export interface Replicas {
  readonly type: 'replicas';
  readonly of: string;
  readonly count: number;
  readonly spread: 'host' | 'rack' | 'site';
  readonly hosts: readonly string[];
}

/** One active member and those that may take over. */
export interface ActivePassive {
  readonly type: 'active-passive';
  readonly of: string;
  readonly hosts: readonly string[];
  /** Time until a failure is seen. */
  readonly detection: Duration;
  /** Time until another member is active after that. */
  readonly switchover: Duration;
}

/** Something that must work for the component to work. */
export interface Dependency {
  readonly type: 'dependency';
  readonly of: string;
  readonly on: string;
}

/** What a component tells the proof about itself. */
export type Fact = Voters | Copies | AsyncCopy | Replicas | ActivePassive | Dependency;

type Without<T extends Fact> = Omit<T, 'type' | 'of'>;

/** `Fact.voters('etcd', { hosts })`. */
export const Fact = {
  voters: (of: string, props: Without<Voters>): Voters => ({ type: 'voters', of, ...props }),
  copies: (of: string, props: Without<Copies>): Copies => ({ type: 'copies', of, ...props }),
  asyncCopy: (of: string, props: Without<AsyncCopy>): AsyncCopy => ({ type: 'async-copy', of, ...props }),
  replicas: (of: string, props: Without<Replicas>): Replicas => ({ type: 'replicas', of, ...props }),
  activePassive: (of: string, props: Without<ActivePassive>): ActivePassive => ({
    type: 'active-passive',
    of,
    ...props,
  }),
  dependsOn: (of: string, on: string): Dependency => ({ type: 'dependency', of, on }),
} as const;
