import { Duration } from 'cdk8s';
import { type Copies, Fact, fixed, type Voters } from '../facts';
import type { SpreadDomain } from '../nodes';
import { members, unanswered, whole, type Where } from './members';

/**
 * Until a node counts as left: three checks fail, a second apart, each after ten (Elasticsearch reference, "Cluster fault
 * detection settings": follower_check and leader_check; interval, timeout, retry_count).
 */
export const ELASTICSEARCH_CHECKS = { name: 'Elasticsearch fault detection', time: Duration.seconds(33) };
/** `cluster.election.max_timeout`: the longest that a candidate draws, and `cluster.election.duration`. */
export const ELASTICSEARCH_ELECTION = { name: 'Elasticsearch election', time: Duration.millis(10_500) };

interface ElasticsearchMastersProps {
  /** Hosts of the master-eligible nodes, voting-only ones among them. */
  readonly hosts: readonly string[];
}

/**
 * Master-eligible nodes. The voting configuration is odd, leaves one out where they are even, and follows nodes that
 * leave one after another down to three (Elasticsearch documentation, "Voting configurations",
 * `cluster.auto_shrink_voting_configuration`). Without a master searches go on and writes are refused
 * (`cluster.no_master_block`). Documents do not lie with the masters: see `elasticsearchIndex`.
 */
export function elasticsearchMasters(of: string, { hosts }: ElasticsearchMastersProps): readonly Voters[] {
  return [
    Fact.voters(of, {
      groups: fixed(hosts),
      membership: 'shrinking',
      without: 'read-only',
      stores: false,
      reactions: unanswered(ELASTICSEARCH_CHECKS, ELASTICSEARCH_ELECTION),
    }),
  ];
}

interface ElasticsearchIndexProps extends Where {
  /** `index.number_of_replicas`: copies besides the primary. @default 1 */
  readonly replicas?: number;
  /** `index.write.wait_for_active_shards`: copies that must be there before a write begins. @default 1 */
  readonly waitForActiveShards?: number;
  /**
   * Attribute of shard allocation awareness: copies are dealt over its values, so that their numbers differ by one at
   * most. @default - none, and all copies may stand in one site
   */
  readonly awareness?: SpreadDomain;
}

/**
 * An index, judged by its worst shard. Two copies never share a node (Elasticsearch documentation, "Shard allocation");
 * one data node a host is assumed. A copy that does not answer is dropped from the in-sync set, and the write is
 * acknowledged without it: by default one copy is enough.
 */
export function elasticsearchIndex(of: string, props: ElasticsearchIndexProps): readonly Copies[] {
  const count = 1 + whole(of, 'replicas', props.replicas ?? 1, 0, 100);
  const spread = props.awareness === undefined ? [] : [{ domain: props.awareness, maxSkew: 1 }];
  return [
    Fact.copies(of, {
      groups: members(of, props, count, spread),
      minimum: whole(of, 'waitForActiveShards', props.waitForActiveShards ?? 1, 1, count),
      // It is looked at before the write only.
      acknowledged: 1,
      readable: 1,
      reactions: unanswered(ELASTICSEARCH_CHECKS),
    }),
  ];
}
