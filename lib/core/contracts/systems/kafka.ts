import { Duration } from 'cdk8s';
import { type Copies, Fact, fixed, type Voters } from '../facts';
import type { SpreadDomain } from '../nodes';
import { members, whole, type Where } from './members';

/** `broker.session.timeout.ms`: after it the controller fences a silent broker and names other leaders. */
const SESSION = { name: 'Kafka broker session', time: Duration.seconds(9) };
/** `replica.lag.time.max.ms`, looked at every half of it (kafka.server.ReplicaManager, `isr-expiration`). */
const LAG = { name: 'Kafka replica lag', time: Duration.seconds(30) };
const LOOK = { name: 'next look at lagging replicas', time: Duration.seconds(15) };

interface KafkaProps extends Where {
  /** Replicas of a partition, on as many brokers. */
  readonly replicationFactor: number;
  /** `min.insync.replicas`. @default 1 (Kafka documentation, "Topic Configs") */
  readonly minInsync?: number;
  /** What producers wait for: `all` in-sync replicas, or the leader alone. @default 'all' */
  readonly acks?: 'all' | 'leader';
  /**
   * Racks of the brokers (`broker.rack`): replicas are dealt over them in turn, so that their numbers differ by one at
   * most (org.apache.kafka.metadata.placement.StripedReplicaPlacer). Holds from creation until somebody reassigns.
   * @default - brokers have no rack, and all replicas of a partition may stand in one site
   */
  readonly rack?: SpreadDomain;
}

/**
 * A Kafka topic, judged by its worst partition. With fewer in-sync replicas than `min.insync.replicas` producers with
 * `acks=all` are refused while consumers read on; in-sync replicas may shrink to just that number, so it is what a
 * write stands on (Kafka documentation, "min.insync.replicas"). With `acks=1` the leader alone acknowledges.
 */
export function kafka(of: string, props: KafkaProps): readonly Copies[] {
  const factor = whole(of, 'replicationFactor', props.replicationFactor, 1, 100);
  const minInsync = whole(of, 'minInsync', props.minInsync ?? 1, 1, factor);
  const spread = props.rack === undefined ? [] : [{ domain: props.rack, maxSkew: 1 }];
  return [
    Fact.copies(of, {
      groups: members(of, props, factor, spread),
      minimum: props.acks === 'leader' ? 1 : minInsync,
      readable: 1,
      reactions: [
        { to: 'host', timers: [SESSION] },
        { to: 'cut', timers: [LAG, LOOK] },
      ],
    }),
  ];
}

/** `controller.quorum.fetch.timeout.ms`: after it a voter becomes a candidate. */
const FETCH = { name: 'KRaft fetch time-out', time: Duration.seconds(2) };
/** `controller.quorum.election.timeout.ms`, of which a candidate waits up to twice. */
const ELECTION = { name: 'KRaft election', time: Duration.seconds(2) };

interface KraftProps {
  /** Hosts of the controllers, one each. */
  readonly hosts: readonly string[];
}

/**
 * KRaft controllers: more than half of `controller.quorum.voters` decides (Kafka documentation, "KRaft"). Without them
 * leaders of partitions stay, and nobody names new ones.
 */
export function kraft(of: string, { hosts }: KraftProps): readonly Voters[] {
  const timers = [FETCH, ELECTION];
  const reactions = [
    { to: 'host', timers },
    { to: 'cut', timers },
  ];
  return [Fact.voters(of, { groups: fixed(hosts), membership: 'static', reactions })];
}
