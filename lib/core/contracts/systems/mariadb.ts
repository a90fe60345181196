import { Duration } from 'cdk8s';
import { type ActivePassive, type AsyncCopy, Fact, type Reaction, type Timer } from '../facts';

/** `rpl_semi_sync_master_timeout`: that long a commit waits for a replica that does not answer. */
const TIMEOUT = { name: 'MariaDB semi-sync time-out', time: Duration.seconds(10) };

interface PairProps {
  /** Host of the primary. */
  readonly primary: string;
  /** Host of the replica. */
  readonly replica: string;
  /**
   * Detection and promotion by a program that does it, such as MaxScale or an operator. The server itself never does.
   * @default - nobody: a person promotes the replica
   */
  readonly failover?: readonly Timer[];
}

/**
 * MariaDB with one semi-synchronous replica. The replica has a write before it is acknowledged, unless it did not answer
 * for `rpl_semi_sync_master_timeout` (10 s): then the primary goes on alone (MariaDB documentation, "Semisynchronous
 * Replication"). `rpl_semi_sync_master_wait_point` must be `AFTER_SYNC`: with `AFTER_COMMIT`, the default, others read
 * what is lost with the primary.
 */
export function semiSync(of: string, props: PairProps): readonly ActivePassive[] {
  const fallBack = ['host', 'cut'].map((to) => ({ to, timers: [TIMEOUT] }));
  return [pair(of, props, 'falls-back', fallBack)];
}

interface AsyncReplicaProps extends PairProps {
  /** How far the replica may lag behind: what is lost with the primary. @default 1 s */
  readonly lag?: Duration;
}

/**
 * MariaDB with one asynchronous replica: the primary acknowledges before anybody else has a write (measured with MariaDB
 * 10.11: a primary that was cut off went on, and 393 acknowledged rows of 0.2 s were lost with it).
 */
export function asyncReplica(of: string, props: AsyncReplicaProps): readonly (ActivePassive | AsyncCopy)[] {
  const transfer = props.lag ?? Duration.seconds(1);
  return [
    pair(of, props, 'asynchronous'),
    Fact.asyncCopy(of, { to: props.replica, interval: Duration.millis(0), transfer }),
  ];
}

function pair(
  of: string,
  { primary, replica, failover }: PairProps,
  stores: ActivePassive['stores'],
  others: readonly Reaction[] = [],
): ActivePassive {
  return Fact.activePassive(of, {
    hosts: [primary, replica],
    automatic: failover !== undefined,
    stores,
    reactions: [...others, ...(failover === undefined ? [] : [{ to: 'active', timers: failover }])],
  });
}
