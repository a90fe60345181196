import { Fact, systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, type Want } from './case';
import { hostsOf, type Layout, layout, shown } from './layout';

const VOTING = 'Elasticsearch documentation, "Voting configurations"';
const SHRINK = `${VOTING}: auto_shrink follows nodes that leave one after another, not below three`;
const EVEN = `${VOTING}: of an even number one is left out`;
const ZONES = 'Elasticsearch documentation, "Resilience in larger clusters"';

function row(sites: Layout, failure: Loss, want: Want, source: string): Case {
  return {
    name: `Elasticsearch masters ${shown(sites)}: ${failure.name}`,
    landscape: layout(sites),
    facts: systems.elasticsearchMasters('masters', { hosts: hostsOf(sites) }),
    failure,
    thing: 'masters',
    want,
    source,
  };
}

const [h1, h2, h3] = ['a1', 'a2', 'a3'].map((name) => loss.host(name)) as [Loss, Loss, Loss];
const A = loss.site('a');
const ON = auto('degraded', 'safe', 43_500);
const OFF = human('read-only', 'safe');
const SPREAD = { a: 2, b: 2, c: 1 };

const masters = [
  row({ a: 3 }, h1, ON, VOTING),
  row({ a: 3 }, h1.and(h2), OFF, VOTING),
  row({ a: 3 }, h1.then(h2), OFF, SHRINK),
  row({ a: 5 }, h1.and(h2), ON, VOTING),
  row({ a: 5 }, h1.and(h2).and(h3), OFF, VOTING),
  row({ a: 5 }, h1.and(h2).then(h3), ON, SHRINK),
  row({ a: 5 }, h1.then(h2).then(h3), ON, SHRINK),
  row({ a: 5 }, h1.then(h2.and(h3)), OFF, `${SHRINK}; four are left, of which three vote`),
  row({ a: 5 }, h1.and(h2).then(h3).then(loss.host('a4')), OFF, SHRINK),
  row({ a: 4 }, h1, ON, EVEN),
  row({ a: 4 }, h1.and(h2), OFF, EVEN),
  row({ a: 4 }, h1.then(h2), ON, EVEN),
  row({ a: 2 }, h1, OFF, EVEN),
  row({ a: 2, b: 2 }, A, OFF, `${ZONES}: never equal numbers in two zones`),
  row(SPREAD, A, ON, `${ZONES}: a tiebreaker in a third zone`),
  row(SPREAD, A.then(loss.host('b1')), ON, SHRINK),
  row(SPREAD, A.and(loss.host('b1')), OFF, VOTING),
  row({ a: 1, b: 1, c: 1 }, loss.site('c'), ON, ZONES),
  row({ a: 1, b: 1, c: 1 }, loss.link('a', 'b'), ON, VOTING),
  row(SPREAD, loss.partition('a'), ON, VOTING),
  row({ a: 2, b: 2 }, loss.partition('a'), ON, `${EVEN}, so that one half has two of three votes`),
  row({ a: 3 }, loss.power('a1', 'a2'), OFF, VOTING),
  row({ a: 2, b: 2, c: 2 }, A, ON, EVEN),
  row(
    { a: 2, b: 2, c: 2 },
    A.then(loss.site('b')),
    OFF,
    `${EVEN}: of four, three vote, and two of them may stand in b`,
  ),
];

const INSYNC = 'Elasticsearch documentation, "Reading and writing documents": copies that fail leave the in-sync set';
const AWARE = 'Elasticsearch documentation, "Shard allocation awareness"';

type Index = Omit<Parameters<typeof systems.elasticsearchIndex>[1], 'hosts' | 'groups'>;

function index(sites: Layout, props: Index, failure: Loss, want: Want, source: string): Case {
  const words = Object.entries(props).map(([name, value]) => `${name} ${value}`);
  return {
    name: ['Elasticsearch index', shown(sites), ...words].join(' ') + `: ${failure.name}`,
    landscape: layout(sites),
    facts: systems.elasticsearchIndex('logs', { hosts: hostsOf(sites), ...props }),
    failure,
    thing: 'logs',
    want,
    source,
  };
}

const RISK = auto('degraded', 'at risk', 33_000);

const indices = [
  index({ a: 2, b: 2 }, { awareness: 'site' }, A, RISK, `${AWARE}; ${INSYNC}`),
  index({ a: 2, b: 2 }, {}, A, human('down', 'lost'), AWARE),
  index({ a: 2, b: 2 }, { awareness: 'site' }, loss.host('a1').and(loss.host('b1')), human('down', 'lost'), INSYNC),
  index({ a: 3 }, {}, h1, RISK, INSYNC),
  index({ a: 3 }, { replicas: 0 }, h1, human('down', 'lost'), INSYNC),
  index({ a: 3 }, {}, loss.power('a1', 'a2'), human('down', 'safe'), 'J4: a shard without an in-sync copy'),
  index({ a: 4 }, {}, h1.thenAfterRepair(h2), RISK, 'J2: the replica was made again'),
  index(
    { a: 1, b: 1 },
    { waitForActiveShards: 2 },
    loss.power('a1'),
    human('read-only', 'safe'),
    'index.write.wait_for_active_shards',
  ),
];

const masterless: Case = {
  name: 'an index of which both copies stand where too few masters are left',
  landscape: layout({ a: 2, b: 2 }),
  facts: [
    ...systems.elasticsearchMasters('masters', { hosts: ['a1', 'a2', 'b1'] }),
    ...systems.elasticsearchIndex('logs', { hosts: ['b1', 'b2'] }),
    Fact.dependsOn('logs', 'masters'),
  ],
  failure: A,
  thing: 'logs',
  want: OFF,
  source: 'Elasticsearch documentation, cluster.no_master_block: write',
};

const divided: Case = {
  name: 'an index over 1/1/1 with its masters: partition of a',
  landscape: layout({ a: 1, b: 1, c: 1 }),
  facts: [
    ...systems.elasticsearchMasters('masters', { hosts: ['a1', 'b1', 'c1'] }),
    ...systems.elasticsearchIndex('logs', { hosts: ['a1', 'b1', 'c1'], replicas: 2 }),
    Fact.dependsOn('logs', 'masters'),
  ],
  failure: loss.partition('a'),
  thing: 'logs',
  want: ON,
  source: `${INSYNC}; the master on the side of the majority says which copy is primary`,
};

export const ELASTICSEARCH: readonly Case[] = [...masters, ...indices, masterless, divided];
