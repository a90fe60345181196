import type { Placement } from './placement';
import type { Reaction } from './timer';

/** Voters of a kind. */
export interface VoterGroup extends Placement {
  /** Votes of each; 0 for a learner. @default 1 */
  readonly votes?: number;
  /** Whether each holds the data that they vote on; an arbitrator does not. @default true */
  readonly data?: boolean;
  /** Whether one of them may lead; the tiebreaker of a Ceph stretch cluster may not. @default - if it holds data */
  readonly leads?: boolean;
  /** Host or site on which their disks lie, where these are not their own hosts': they fall with it, and behind a cut link. @default - none */
  readonly disk?: string;
}

/**
 * Who counts for a majority after a failure. `static`: all that were configured, ⌊n/2⌋ + 1 of them (etcd, Ceph monitors,
 * KRaft, ZooKeeper). `shrinking`: the voting set is odd, and drops members that leave one after another, never below
 * three (Elasticsearch, `cluster.auto_shrink_voting_configuration`). `following`: more than half of the votes of the last
 * group that had a majority (Galera, MariaDB documentation "Weighted Quorum").
 */
export type Membership = 'static' | 'shrinking' | 'following';

/** Members that decide by majority: etcd, Ceph monitors, Elasticsearch masters, Galera. */
export interface Voters {
  readonly type: 'voters';
  readonly of: string;
  readonly groups: readonly VoterGroup[];
  /** @default 'static' */
  readonly membership?: Membership;
  /** What is left without a majority. @default 'down' */
  readonly without?: 'down' | 'read-only';
  /** Whether they store what they acknowledge, so that losing members can lose data. @default true */
  readonly stores?: boolean;
  /** @default - at once */
  readonly reactions?: readonly Reaction[];
}
