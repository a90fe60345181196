import { Duration } from 'cdk8s';
import { Fact, LEAVE_ENDPOINTS, liesOn, mounts, movesIn, placed, type Reaction, toStart, withLabels } from '../../core';
import type { Host } from '../../landscape';
import { logstashPod } from './collection/logstash';
import { type NodePods, nodePods } from './elasticsearch/node-pods';
import { kibanaPod } from './kibana';
import { KIBANA, LOGSTASH, PODS } from './names';
import { servers } from './pods';
import { dataOf, type ElasticSettings } from './settings';
import { copiesOn } from './shards';
import { copies } from './sizing';

const MASTERS = 'elasticsearch-master';
const DATA = 'elasticsearch-data';
const LOGS = 'logs';

/**
 * Nodes ask each other every second, wait ten, and give up the third time (Elasticsearch reference, "Cluster fault
 * detection settings": follower_check and leader_check; interval, timeout, retry_count).
 */
const LEFT = { name: 'node counts as left', time: Duration.seconds(3 * (1 + 10)) };

/** The longest wait before an attempt, and how long one takes (the same, cluster.election.max_timeout and duration). */
const ELECTION = { name: 'masters elect', time: Duration.millis(10_500) };

/** What the proof has to know of the stack. @param hosts all of the cluster */
export function factsOf(settings: ElasticSettings, hosts: readonly Host[]): readonly Fact[] {
  const { volumes } = settings;
  const pods = nodePods(settings);
  return [
    Fact.voters(MASTERS, {
      groups: pods.filter(({ role }) => role === 'master').map((each) => placed(each.pod, hosts, each.count)),
      membership: 'shrinking',
      without: 'read-only',
      // They keep the names of indices and where copies lie; lines are in the copies.
      stores: false,
      reactions: unanswered([LEFT, ELECTION]),
    }),
    mounts(MASTERS, volumes),
    ...data(settings, pods, hosts),
    ...kibana(settings, hosts),
    ...logstash(settings, hosts),
  ];
}

function unanswered(timers: Reaction['timers']): readonly Reaction[] {
  return ['host', 'cut'].map((to) => ({ to, timers }));
}

/**
 * A copy of every line in each site of data, or on two nodes of a single one. A write waits for every copy in sync, until
 * the masters give one up; then one is enough (Elasticsearch reference, "Reading and writing documents";
 * index.write.wait_for_active_shards is 1 unless it is set).
 */
function data(settings: ElasticSettings, pods: readonly NodePods[], hosts: readonly Host[]): readonly Fact[] {
  const sites = dataOf(settings.sites);
  const nodes = pods.filter(({ role }) => role === 'data').map((each) => placed(each.pod, hosts, each.count));
  const several = sites.length > 1;
  // By the awareness of zones, forced: one copy in each.
  const groups = nodes.map((each) => copiesOn(each, several ? 1 : copies(sites), hosts));
  return [
    Fact.copies(LOGS, { groups, minimum: 1, readable: 1, reactions: unanswered([LEFT]) }),
    Fact.dependsOn(LOGS, MASTERS),
    liesOn(LOGS, settings.volumes),
    Fact.replicas(DATA, {
      groups: nodes,
      // One site of several carries all of it; of a single one a node may be away.
      minimum: several ? settings.dataNodes : Math.max(1, settings.dataNodes - 1),
      volume: !settings.volumes.shared,
      maxUnavailable: 1,
      reactions: unanswered([LEFT]),
    }),
    mounts(DATA, settings.volumes),
  ];
}

function kibana({ sites }: ElasticSettings, hosts: readonly Host[]): readonly Fact[] {
  const { count, ...placement } = servers(dataOf(sites), PODS.kibana);
  const pod = withLabels(kibanaPod(placement), PODS.kibana);
  return [
    Fact.replicas(KIBANA, {
      groups: [placed(pod, hosts, count)],
      moves: movesIn(pod),
      maxUnavailable: 1,
      reactions: LEAVE_ENDPOINTS,
    }),
    Fact.dependsOn(KIBANA, LOGS),
    ...toStart(KIBANA),
  ];
}

/** It takes lines while Elasticsearch is away: they wait in its queue. */
function logstash({ sites, volumes }: ElasticSettings, hosts: readonly Host[]): readonly Fact[] {
  const { count, ...placement } = servers(dataOf(sites), PODS.logstash);
  const pod = withLabels(logstashPod(placement), PODS.logstash);
  return [
    Fact.replicas(LOGSTASH, {
      groups: [placed(pod, hosts, count)],
      volume: !volumes.shared,
      maxUnavailable: 1,
      reactions: LEAVE_ENDPOINTS,
    }),
    liesOn(LOGSTASH, volumes),
    Fact.dependsOn(LOGSTASH, 'registry', 'starting'),
  ];
}
