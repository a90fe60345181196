import { Duration } from 'cdk8s';
import { Fact, fixed, systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, UNTOUCHED, type Want } from './case';
import { hostsOf, type Layout, layout, shown } from './layout';

const FAQ = 'etcd FAQ, "What is failure tolerance?"';
const TABLE = 'etcd FAQ, majority by site: n − members of the site ≥ ⌊n/2⌋ + 1';
const ACKS = 'etcd FAQ: a majority has written before it is acknowledged; J5 with m = ⌊n/2⌋ + 1';
const DRILL = 'measured with etcd 3.6, 5 hosts over 3 sites';

/** One member on every host of the sites. Sites of the far city are named after the colon. */
function row(sites: Layout, failure: Loss, want: Want, source: string, far: readonly string[] = []): Case {
  const name = `etcd ${shown(sites)}${far.length > 0 ? ` with ${far.join()} far` : ''}: ${failure.name}`;
  const facts = systems.etcd('etcd', { hosts: hostsOf(sites) });
  return { name, landscape: layout(sites, far), facts, failure, thing: 'etcd', want, source };
}

const A = loss.site('a');
const TWO_SECONDS = auto('degraded', 'safe', 2000);
const DOWN = human('down', 'safe');
const SPREAD = { a: 2, b: 2, c: 1 };

const layouts = [
  row({ a: 3 }, A, human('down', 'lost'), TABLE),
  row({ a: 3 }, loss.host('a1'), TWO_SECONDS, FAQ),
  row({ a: 3 }, loss.host('a1').and(loss.host('a2')), human('down', 'at risk'), ACKS),
  row({ a: 2, b: 1 }, A, human('down', 'at risk'), TABLE),
  row({ a: 2, b: 1 }, loss.site('b'), TWO_SECONDS, TABLE),
  row({ a: 2, b: 2 }, A, DOWN, TABLE),
  row({ a: 2, b: 2 }, loss.host('b2'), TWO_SECONDS, FAQ),
  row({ a: 3, b: 2 }, A, human('down', 'at risk'), TABLE),
  row({ a: 3, b: 2 }, loss.site('b'), TWO_SECONDS, TABLE),
  row({ a: 1, b: 1, c: 1 }, loss.site('c'), TWO_SECONDS, TABLE),
  row({ a: 1, b: 1, c: 1 }, A.and(loss.site('b')), human('down', 'at risk'), ACKS),
  row(SPREAD, A, TWO_SECONDS, TABLE),
  row(SPREAD, loss.site('c'), TWO_SECONDS, TABLE),
  row(SPREAD, A.and(loss.host('b1')), human('down', 'at risk'), TABLE),
  row(SPREAD, A, TWO_SECONDS, TABLE, ['c']),
  row(SPREAD, loss.city('near'), human('down', 'at risk'), ACKS, ['c']),
  row(SPREAD, loss.city('far'), TWO_SECONDS, TABLE, ['c']),
  row({ a: 3, b: 3, c: 1 }, A, TWO_SECONDS, FAQ),
  row({ a: 3, b: 3, c: 1 }, A.and(loss.site('c')), human('down', 'at risk'), ACKS),
  row({ a: [1, 1, 1] }, loss.rack('a', 'r1'), TWO_SECONDS, FAQ),
  row({ a: [2, 1] }, loss.rack('a', 'r1'), human('down', 'at risk'), 'colocation: count distinct hosts and racks'),
];

const sequences = [
  row(
    SPREAD,
    A.then(loss.host('b1')),
    human('down', 'at risk'),
    'etcd FAQ: membership is static until somebody changes it',
  ),
  row({ a: 5 }, loss.host('a1').then(loss.host('a2')), TWO_SECONDS, FAQ),
  row({ a: 5 }, loss.host('a1').then(loss.host('a2')).then(loss.host('a3')), human('down', 'at risk'), FAQ),
  row({ a: 3 }, loss.drain('a1'), UNTOUCHED, 'J2: a drained host keeps its static pods'),
  row({ a: 3 }, loss.drain('a1').then(loss.host('a2')), TWO_SECONDS, 'J2: a drained host still votes'),
  row({ a: 3 }, loss.power('a1'), TWO_SECONDS, FAQ),
  row({ a: 3 }, loss.power('a1').then(loss.host('a2')), DOWN, 'J2, J5: one disk of three is gone, two had to write'),
  row({ a: 3 }, loss.power('a1', 'a2', 'a3'), DOWN, 'J2: disks stay'),
  row(SPREAD, loss.power('a1', 'a2', 'b1'), DOWN, 'J2: disks stay'),
];

const cuts = [
  row(SPREAD, loss.link('a', 'b'), TWO_SECONDS, `${DRILL}: A–B cut, C reaches both`),
  row(SPREAD, loss.partition('a'), TWO_SECONDS, `${DRILL}: site A isolated, B goes on after 2.1 s`),
  row(SPREAD, loss.partition('c'), TWO_SECONDS, FAQ),
  row({ a: 2, b: 2 }, loss.partition('a'), DOWN, FAQ),
  row({ a: 2, b: 1 }, loss.partition('a'), TWO_SECONDS, FAQ),
  row({ a: 1, b: 1, c: 1 }, loss.link('a', 'b'), TWO_SECONDS, 'raft: C leads or is led, and hears a majority'),
  row({ a: 1, b: 1, c: 1 }, loss.partition('a').and(loss.link('b', 'c')), DOWN, FAQ),
  row(SPREAD, loss.link('a', 'b').then(loss.host('c1')), DOWN, 'raft: two of five hear each other, three are needed'),
  row(SPREAD, loss.host('c1').then(loss.link('a', 'b')), DOWN, 'raft: two of five hear each other, three are needed'),
];

const fates: readonly Case[] = [
  {
    name: 'etcd 2/2/1, the disk of the witness lies in a: site a',
    landscape: layout(SPREAD),
    facts: [Fact.voters('etcd', { groups: [...fixed(hostsOf(SPREAD, 'a', 'b')), ...fixed(['c1'], { disk: 'a' })] })],
    failure: A,
    thing: 'etcd',
    want: human('down', 'at risk'),
    source: 'independence: a witness must survive what it arbitrates',
  },
  {
    name: 'three members on two hosts: host a1 with two of them',
    landscape: layout({ a: 1, b: 1 }),
    facts: systems.etcd('etcd', { hosts: ['a1', 'a1', 'b1'] }),
    failure: loss.host('a1'),
    thing: 'etcd',
    want: human('down', 'at risk'),
    source: 'colocation: count distinct hosts and racks',
  },
  {
    name: 'three voters 1/1/1 and a learner in b: site a, with its vote',
    landscape: layout({ a: 1, b: 2, c: 1 }),
    facts: systems.etcd('etcd', { hosts: ['a1', 'b1', 'c1'], learners: ['b2'] }),
    failure: A.and(loss.host('b1')),
    thing: 'etcd',
    want: human('down', 'at risk'),
    source: 'etcd documentation, "Learner": it does not count towards quorum',
  },
  {
    name: 'etcd with an election time-out of 5 s: site a',
    landscape: layout(SPREAD),
    facts: systems.etcd('etcd', { hosts: hostsOf(SPREAD), election: Duration.seconds(5) }),
    failure: A,
    thing: 'etcd',
    want: auto('degraded', 'safe', 10_000),
    source: 'etcd raft, resetRandomizedElectionTimeout: between one and two time-outs',
  },
];

const monitors: readonly Case[] = (
  [
    [{ a: 3 }, loss.host('a1'), auto('degraded', 'safe', 15_000)],
    [{ a: 3 }, loss.host('a1').and(loss.host('a2')), human('down', 'at risk')],
    [SPREAD, A, auto('degraded', 'safe', 15_000)],
    [SPREAD, A.and(loss.site('c')), human('down', 'at risk')],
    [SPREAD, loss.link('a', 'b'), auto('degraded', 'safe', 15_000)],
  ] as const
).map(([sites, failure, want]) => ({
  name: `Ceph monitors ${shown(sites)}: ${failure.name}`,
  landscape: layout(sites),
  facts: systems.cephMonitors('mon', { hosts: hostsOf(sites) }),
  failure,
  thing: 'mon',
  want,
  source: 'Ceph documentation, "Monitor Config Reference": a majority of the monitors in the map',
}));

export const ETCD: readonly Case[] = [...layouts, ...sequences, ...cuts, ...fates, ...monitors];
