import { Fact, systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, type Want } from './case';
import { hostsOf, type Layout, layout, shown } from './layout';

const ISR = 'Kafka documentation, "min.insync.replicas"';
const R3 = 'copies that must acknowledge, J5: max r < m ≤ RF − max r';
const KIP = 'KIP-1290: min.insync.replicas knows nothing of racks';
const STRIPED = 'Kafka StripedReplicaPlacer: replicas are dealt over racks in turn';

type Topic = Omit<Parameters<typeof systems.kafka>[1], 'hosts' | 'groups'>;

/** Brokers on every host. */
function row(sites: Layout, topic: Topic, failure: Loss, want: Want, source: string): Case {
  const { replicationFactor, minInsync, acks, rack } = topic;
  const words = [`RF=${replicationFactor}`, `m=${minInsync}`, acks && 'acks=1', rack && `rack=${rack}`].filter(Boolean);
  return {
    name: `Kafka ${shown(sites)} ${words.join(' ')}: ${failure.name}`,
    landscape: layout(sites),
    facts: systems.kafka('topic', { hosts: hostsOf(sites), ...topic }),
    failure,
    thing: 'topic',
    want,
    source,
  };
}

const three = (minInsync: number): Topic => ({ replicationFactor: 3, minInsync });
const four = (minInsync: number): Topic => ({ replicationFactor: 4, minInsync });
const six = (minInsync: number): Topic => ({ replicationFactor: 6, minInsync });
const ONE_EACH = { a: 1, b: 1, c: 1 };
const TWO_EACH = { a: 2, b: 2, c: 2 };
const TWO_SITES = { a: 2, b: 2 };
const A = loss.site('a');
const B = loss.site('b');
const SAFE = auto('degraded', 'safe', 9000);
const RISK = auto('degraded', 'at risk', 9000);

const oneEach = [
  row(ONE_EACH, three(2), A, SAFE, R3),
  row(ONE_EACH, three(2), A.and(B), human('read-only', 'at risk'), ISR),
  row(ONE_EACH, three(2), A.then(B), human('read-only', 'at risk'), ISR),
  row(ONE_EACH, three(2), A.and(B).and(loss.site('c')), human('down', 'lost'), ISR),
  row(ONE_EACH, three(1), A, RISK, R3),
  row(ONE_EACH, three(3), A, human('read-only', 'safe'), R3),
  row(ONE_EACH, { ...three(2), acks: 'leader' }, A, RISK, 'Kafka documentation, "acks": the leader alone acknowledges'),
  row(ONE_EACH, three(2), loss.power('a1', 'b1'), human('read-only', 'safe'), 'J2: disks stay'),
  row(ONE_EACH, three(2), loss.power('a1', 'b1', 'c1'), human('down', 'safe'), 'J2: disks stay'),
  row(ONE_EACH, three(2), loss.power('a1').then(B), human('read-only', 'safe'), 'J5: two had it, one is lost'),
  row(
    ONE_EACH,
    three(2),
    loss.power('a1').then(B.and(loss.site('c'))),
    human('down', 'lost'),
    'J5: what was written without a1 is lost with b1 and c1, though what was there at the start is still on a1',
  ),
];

const manyEach = [
  row(TWO_EACH, six(3), A, SAFE, `${R3}, RF=6`),
  row(TWO_EACH, six(3), A.and(loss.host('b1')), RISK, R3),
  row(TWO_EACH, six(3), A.and(B), human('read-only', 'at risk'), R3),
  row(TWO_EACH, six(2), A, RISK, R3),
  row(TWO_EACH, six(4), A, SAFE, R3),
  row(TWO_EACH, six(5), A, human('read-only', 'safe'), R3),
];

const twoSites = [
  row(TWO_SITES, four(3), A, human('read-only', 'safe'), 'two broker sites, RPO 0 but read-only'),
  row(TWO_SITES, four(2), A, RISK, 'two broker sites, writable but RPO > 0'),
  row(TWO_SITES, four(3), loss.host('a1'), SAFE, R3),
  row(TWO_SITES, four(3), loss.partition('a'), human('read-only', 'safe'), ISR),
  row(TWO_SITES, four(2), loss.partition('a'), auto('degraded', 'safe', 45_000), ISR),
  row({ a: 2, b: 1 }, three(2), A, human('read-only', 'at risk'), R3),
  row({ a: 2, b: 1 }, three(2), B, SAFE, R3),
];

const placed = [
  row({ a: 3, b: 3, c: 3 }, three(2), A, human('down', 'lost'), KIP),
  row({ a: 3, b: 3, c: 3 }, { ...three(2), rack: 'site' }, A, SAFE, STRIPED),
  row({ a: 3, b: 3 }, { ...three(2), rack: 'site' }, A, human('read-only', 'at risk'), STRIPED),
  row({ a: 3, b: 3 }, { ...four(3), rack: 'site' }, A, human('read-only', 'safe'), STRIPED),
  row({ a: [2, 2, 2] }, { ...three(2), rack: 'rack' }, loss.rack('a', 'r2'), SAFE, STRIPED),
  row({ a: [2, 2, 2] }, three(2), loss.rack('a', 'r2'), human('read-only', 'at risk'), KIP),
];

/** With controllers that say who leads: a broker that they cannot hear leads nothing. */
const controlled: readonly Case[] = (
  [
    ['partition of a', loss.partition('a'), auto('degraded', 'safe', 45_000)],
    ['cut of a and b', loss.link('a', 'b'), auto('degraded', 'safe', 45_000)],
  ] as const
).map(([name, failure, want]) => ({
  name: `Kafka and its controllers 1/1/1, RF=3 m=2: ${name}`,
  landscape: layout(ONE_EACH),
  facts: [
    ...systems.kafka('topic', { hosts: hostsOf(ONE_EACH), replicationFactor: 3, minInsync: 2 }),
    ...systems.kraft('kraft', { hosts: hostsOf(ONE_EACH) }),
    Fact.dependsOn('topic', 'kraft'),
  ],
  failure,
  thing: 'topic',
  want,
  source: 'Kafka documentation, "KRaft": the active controller fences brokers that it does not hear, and names leaders',
}));

const grouped: Case = {
  name: 'Kafka RF=4 m=3, two replicas in each of two sites with three brokers: host a1',
  landscape: layout({ a: 3, b: 3 }),
  facts: systems.kafka('topic', {
    groups: [
      { count: 2, hosts: ['a1', 'a2', 'a3'] },
      { count: 2, hosts: ['b1', 'b2', 'b3'] },
    ],
    replicationFactor: 4,
    minInsync: 3,
  }),
  failure: loss.host('a1'),
  thing: 'topic',
  want: SAFE,
  source: 'Kafka documentation, "Replication": replicas of a partition stand on different brokers',
};

const kraft: readonly Case[] = (
  [
    [ONE_EACH, A, auto('degraded', 'safe', 4000)],
    [{ a: 2, b: 1 }, A, human('down', 'at risk')],
  ] as const
).map(([sites, failure, want]) => ({
  name: `KRaft controllers ${shown(sites)}: ${failure.name}`,
  landscape: layout(sites),
  facts: systems.kraft('kraft', { hosts: hostsOf(sites) }),
  failure,
  thing: 'kraft',
  want,
  source: 'Kafka documentation, "KRaft": a majority of the controllers',
}));

export const KAFKA: readonly Case[] = [
  ...oneEach,
  ...manyEach,
  ...twoSites,
  ...placed,
  ...controlled,
  grouped,
  ...kraft,
];
