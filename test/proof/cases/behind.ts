import { Duration } from 'cdk8s';
import { Fact, systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, type Want } from './case';
import { hostsOf, type Layout, layout } from './layout';

/** After a cut one side goes on; the other is behind, and cannot stand in when the first is lost before the link is back. */

const PEERING = 'Ceph documentation, "Placement Group States", down: the copies that saw the last writes are missing';
const ISR = 'Kafka documentation, "unclean.leader.election.enable": a replica that left the in-sync set never leads';
const INSYNC = 'Elasticsearch documentation, "In-sync shard copies": one that was dropped is not promoted';
const STRETCH = 'Ceph documentation, "Stretch Clusters": the side that is kept goes on with min_size 1';
const RAFT = 'raft: whoever votes for a leader has what a majority wrote';
const STALLED =
  'measured with MariaDB 10.11: a primary that was cut off went on acknowledging, and nothing more arrived';

function row(name: string, sites: Layout, facts: Case['facts'], failure: Loss, want: Want, source: string): Case {
  return { name: `${name}: ${failure.name}`, landscape: layout(sites), facts, failure, thing: 'data', want, source };
}

const ONE_EACH = { a: 1, b: 1, c: 1 };
const TWO_SITES = { a: 1, b: 1 };
const SPREAD = { a: 2, b: 2, c: 1 };
const STRETCHED = { a: 3, b: 3, c: 1 };
const stretch = [
  ...systems.cephMonitors('mon', { hosts: ['a1', 'a2', 'b1', 'b2', 'c1'] }),
  ...systems.cephStretch('data', { hosts: hostsOf(STRETCHED, 'a', 'b') }),
  Fact.dependsOn('data', 'mon'),
];
const pool = systems.cephPool('data', { hosts: hostsOf(TWO_SITES), size: 2, minSize: 1 });
const topic = (replicationFactor: number, minInsync: number, sites: Layout) =>
  systems.kafka('data', { hosts: hostsOf(sites), replicationFactor, minInsync });
const index = systems.elasticsearchIndex('data', { hosts: hostsOf(TWO_SITES) });
const A = loss.site('a');
const CUT = loss.link('a', 'b');
/** What the other side acknowledged after the cut is gone with it. */
const STALE = human('down', 'lost');
const RISK = auto('degraded', 'at risk', 41_000);

const copies = [
  row('Ceph stretch cluster', STRETCHED, stretch, CUT.then(A), STALE, `${STRETCH}; ${PEERING}`),
  row('Ceph stretch cluster', STRETCHED, stretch, CUT.then(loss.host('b3')), RISK, `${STRETCH}: one copy was enough`),
  row('Ceph stretch cluster', STRETCHED, stretch, loss.partition('a').then(loss.host('b3')), RISK, STRETCH),
  row('Ceph stretch cluster', STRETCHED, stretch, loss.host('a3').then(CUT), auto('degraded', 'safe', 41_000), STRETCH),
  row('Ceph pool of two, min_size 1', TWO_SITES, pool, CUT.then(A), STALE, PEERING),
  row('Kafka RF=2 m=1', TWO_SITES, topic(2, 1, TWO_SITES), CUT.then(A), STALE, ISR),
  row(
    'Kafka RF=3 m=2',
    ONE_EACH,
    topic(3, 2, ONE_EACH),
    loss.partition('a').then(loss.site('b').and(loss.site('c'))),
    STALE,
    ISR,
  ),
  row('Elasticsearch index', TWO_SITES, index, CUT.then(A), STALE, INSYNC),
];

const voters = [
  row(
    'etcd',
    SPREAD,
    systems.etcd('data', { hosts: hostsOf(SPREAD) }),
    CUT.then(A),
    auto('degraded', 'safe', 2000),
    RAFT,
  ),
  row(
    'etcd',
    SPREAD,
    systems.etcd('data', { hosts: hostsOf(SPREAD) }),
    loss.partition('a').then(loss.site('b')),
    human('down', 'safe'),
    RAFT,
  ),
  row(
    'Galera',
    SPREAD,
    systems.galera('data', { nodes: hostsOf(SPREAD) }),
    loss.partition('a').then(loss.site('b')),
    human('down', 'at risk'),
    'J5: B may have been the primary component alone',
  ),
];

const followed = [
  ...systems.etcd('data', { hosts: ['a1'] }),
  Fact.asyncCopy('data', { to: 'b', interval: Duration.minutes(5), transfer: Duration.minutes(1) }),
];

const far = [
  row(
    'a copy that is sent over the link',
    TWO_SITES,
    followed,
    CUT.and(A),
    human('down', 'lost', { loss: 360_000 }),
    'J5: the copy is as old as at the cut',
  ),
  row('a copy that is sent over the link', TWO_SITES, followed, CUT.then(A), human('down', 'lost'), STALLED),
];

export const BEHIND: readonly Case[] = [...copies, ...voters, ...far];
