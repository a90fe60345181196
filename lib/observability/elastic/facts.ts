import {
  ELASTICSEARCH_CHECKS,
  ELASTICSEARCH_ELECTION,
  Fact,
  LEAVE_ENDPOINTS,
  liesOn,
  mounts,
  moving,
  placed,
  resolvesNames,
  toStart,
  unanswered,
  withLabels,
} from '../../core';
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

/** Masters read their state from their volumes before they elect. */
const ELECTS = [
  ...unanswered(ELASTICSEARCH_CHECKS),
  ...unanswered(ELASTICSEARCH_ELECTION).map((reaction) => ({ ...reaction, waits: true })),
];

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
      reactions: ELECTS,
    }),
    mounts(MASTERS, volumes),
    ...data(settings, pods, hosts),
    ...kibana(settings, hosts),
    ...logstash(settings, hosts),
  ];
}

/**
 * A copy of every line in each site of data, or on two nodes of a single one. A write waits for every copy in sync, until
 * the masters give one up; then one is enough (Elasticsearch reference, "Reading and writing documents";
 * index.write.wait_for_active_shards is 1 unless it is set). That one is on its volume, which outlives the host, before a
 * line is acknowledged ("Translog": index.translog.durability is `request` unless it is set).
 */
function data(settings: ElasticSettings, pods: readonly NodePods[], hosts: readonly Host[]): readonly Fact[] {
  const sites = dataOf(settings.sites);
  const nodes = pods.filter(({ role }) => role === 'data').map((each) => placed(each.pod, hosts, each.count));
  const several = sites.length > 1;
  // By the awareness of zones, forced: one copy in each.
  const groups = nodes.map((each) => copiesOn(each, several ? 1 : copies(sites), hosts));
  return [
    Fact.copies(LOGS, { groups, minimum: 1, readable: 1, stores: false, reactions: unanswered(ELASTICSEARCH_CHECKS) }),
    Fact.dependsOn(LOGS, MASTERS),
    liesOn(LOGS, settings.volumes),
    Fact.replicas(DATA, {
      groups: nodes,
      // One site of several carries all of it; of a single one a node may be away.
      minimum: several ? settings.dataNodes : Math.max(1, settings.dataNodes - 1),
      // With its volume, and so for a drain only.
      ...moving(pods.find(({ role }) => role === 'data')?.pod ?? {}),
      volume: !settings.volumes.shared,
      maxUnavailable: 1,
      reactions: unanswered(ELASTICSEARCH_CHECKS),
    }),
    mounts(DATA, settings.volumes),
    ...toStart(DATA),
  ];
}

function kibana({ sites }: ElasticSettings, hosts: readonly Host[]): readonly Fact[] {
  const { count, ...placement } = servers(dataOf(sites), PODS.kibana);
  const pod = withLabels(kibanaPod(placement), PODS.kibana);
  return [
    Fact.replicas(KIBANA, {
      groups: [placed(pod, hosts, count)],
      ...moving(pod),
      maxUnavailable: 1,
      reactions: LEAVE_ENDPOINTS,
    }),
    Fact.dependsOn(KIBANA, LOGS),
    resolvesNames(KIBANA),
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
      ...moving(pod),
      volume: !volumes.shared,
      maxUnavailable: 1,
      reactions: LEAVE_ENDPOINTS,
    }),
    liesOn(LOGSTASH, volumes),
    resolvesNames(LOGSTASH),
    ...toStart(LOGSTASH),
  ];
}
