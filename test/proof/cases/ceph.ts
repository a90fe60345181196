import { Fact, systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, UNTOUCHED, type Want } from './case';
import { hostsOf, type Layout, layout, shown } from './layout';

const STATES = 'Ceph documentation, "Placement Group States": fewer than min_size is inactive';
const CRUSH =
  'measured with crushtool: `chooseleaf host`, size 3, leaves 24 % of the groups with all copies in one site';
const STRETCH = 'Ceph documentation, "Stretch Clusters"';
const R4 = 'Ceph documentation, "Stretch Clusters": size 4 = 2 + 2, min_size 2 falls to 1 when a site is lost';
const TIEBREAKER =
  'ceph src/mon/Monitor.cc, set_elector_disallowed_leaders: the tiebreaker never leads, so that A and B stay together';
const J5 = 'J5: safe only if m > r';

type Pool = Omit<Parameters<typeof systems.cephPool>[1], 'hosts' | 'groups'>;

function row(sites: Layout, pool: Pool, failure: Loss, want: Want, source: string): Case {
  const words = Object.entries(pool).map(([name, value]) => `${name} ${value}`);
  return {
    name: ['Ceph pool', shown(sites), ...words].join(' ') + `: ${failure.name}`,
    landscape: layout(sites),
    facts: systems.cephPool('pool', { hosts: hostsOf(sites), ...pool }),
    failure,
    thing: 'pool',
    want,
    source,
  };
}

const A = loss.site('a');
const a1 = loss.host('a1');
const a2 = loss.host('a2');
const SAFE = auto('degraded', 'safe', 41_000);
const RISK = auto('degraded', 'at risk', 41_000);
const DOWN = human('down', 'safe');
const DOWN_RISK = human('down', 'at risk');
const LOST = human('down', 'lost');
const RACKS = { a: [2, 2, 2] };
const ON_RACKS = { failureDomain: 'rack' } as const;
const ON_SITES = { failureDomain: 'site' } as const;

const hosts = [
  row({ a: 4 }, {}, a1, SAFE, STATES),
  row({ a: 4 }, {}, a1.and(a2), DOWN_RISK, `${STATES}; ${J5}`),
  row({ a: 4 }, {}, a1.then(a2), DOWN_RISK, 'J2: the second comes before backfill'),
  row({ a: 4 }, {}, a1.thenAfterRepair(a2), SAFE, 'J2: after backfill there are three copies again'),
  row({ a: 3 }, {}, a1.thenAfterRepair(a2), DOWN, 'J2: no third host takes the copy; what two had is on the third'),
  row({ a: 4 }, { size: 3, minSize: 1 }, a1, RISK, J5),
  row({ a: 4 }, { size: 3, minSize: 3 }, a1, DOWN, STATES),
  row({ a: 4 }, { size: 2 }, a1, RISK, 'osd_pool_default_min_size: 2 − 1 = 1'),
  row({ a: 4 }, { size: 2, minSize: 2 }, a1, DOWN, STATES),
  row({ a: 4 }, {}, loss.power('a1', 'a2'), DOWN, 'J2: disks stay'),
  row({ a: 4 }, {}, loss.power('a1').then(a2), DOWN, 'J5: two had it, one is lost'),
  row({ a: 4 }, {}, loss.drain('a1'), UNTOUCHED, 'J2: a drained host keeps its disks running'),
  row({ a: 4 }, {}, loss.drain('a1').then(a2), SAFE, 'J2: a drained host keeps its disks running'),
];

const domains = [
  row(RACKS, ON_RACKS, loss.rack('a', 'r1'), SAFE, STATES),
  row(RACKS, ON_RACKS, a1.and(a2), SAFE, 'CRUSH: a rack holds one copy of an object'),
  row(RACKS, ON_RACKS, a1.and(loss.host('a3')), DOWN_RISK, J5),
  row(RACKS, {}, loss.rack('a', 'r1'), DOWN_RISK, CRUSH),
  row({ a: [3, 3] }, {}, loss.rack('a', 'r1'), LOST, CRUSH),
  row({ a: 2, b: 2, c: 2 }, ON_SITES, A, SAFE, STATES),
  row({ a: 3, b: 3 }, {}, A, LOST, CRUSH),
  row(
    { a: 2, b: 2 },
    {},
    A,
    DOWN_RISK,
    'Ceph stretch-mode.rst: size 3 over two sites may be active with two in A, none in B',
  ),
  row(
    { a: 4, b: 4 },
    { size: 4 },
    A,
    LOST,
    'measured with crushtool: 12.5 % of the groups have all four copies in one site',
  ),
];

/** Copies dealt over sites by CRUSH rules that take so many in each. */
const dealt: readonly Case[] = (
  [
    ['2+2, min_size 2', ['a', 'b'], 4, 2, RISK, J5],
    ['2+2, min_size 3', ['a', 'b'], 4, 3, DOWN, STATES],
    ['2+2+2, min_size 3', ['a', 'b', 'c'], 6, 3, SAFE, 'Red Hat Ceph Storage 8, "3AZ": size 6, min_size 3'],
  ] as const
).map(([name, sites, size, minSize, want, source]) => {
  const all = { a: 3, b: 3, c: 3 };
  return {
    name: `Ceph pool ${name}, without stretch mode: site a`,
    landscape: layout(all),
    facts: systems.cephPool('pool', {
      groups: sites.map((site) => ({ count: 2, hosts: hostsOf(all, site) })),
      size,
      minSize,
    }),
    failure: A,
    thing: 'pool',
    want,
    source,
  };
});

/** Two data sites, five monitors, the fifth with the arbiter. */
function stretched(perSite: number, failure: Loss, want: Want, source: string): Case {
  const sites = { a: perSite, b: perSite, c: 1 };
  return {
    name: `Ceph stretch cluster ${shown(sites)}: ${failure.name}`,
    landscape: layout(sites),
    facts: [
      ...systems.cephMonitors('mon', { hosts: ['a1', 'a2', 'b1', 'b2', 'c1'], tiebreaker: 'c1' }),
      ...systems.cephStretch('pool', { hosts: hostsOf(sites, 'a', 'b') }),
      Fact.dependsOn('pool', 'mon'),
    ],
    failure,
    thing: 'pool',
    want,
    source,
  };
}

const b1 = loss.host('b1');
const b3 = loss.host('b3');
const a3 = loss.host('a3');
const C = loss.site('c');

const stretch = [
  stretched(2, A, SAFE, R4),
  stretched(3, A, SAFE, R4),
  stretched(3, A.then(b3), RISK, `${R4}: one copy is left, and one was enough`),
  stretched(3, A.and(b3), RISK, `${R4}: one copy is left`),
  stretched(3, b3.then(A), RISK, `${R4}: one copy is left`),
  stretched(3, a3, SAFE, STRETCH),
  stretched(4, a3.and(loss.host('a4')), DOWN, `${STRETCH}: active only when peering over both sites`),
  stretched(4, a3.then(loss.host('a4')), DOWN, `${STRETCH}: active only when peering over both sites`),
  stretched(3, a3.and(b3), RISK, J5),
  stretched(2, a1.and(a2), SAFE, `${R4}: both hosts are the whole site`),
  stretched(3, A.and(loss.site('b')), LOST, J5),
  stretched(3, C, auto('degraded', 'safe', 15_000), 'the arbiter holds no copy; four of five monitors go on'),
  stretched(3, C.then(A), DOWN, `${STRETCH}: without a majority of monitors nothing falls back`),
  stretched(3, A.and(C), DOWN, `${STRETCH}: without a majority of monitors nothing falls back`),
  stretched(3, A.then(b1), human('down', 'at risk'), 'two of five monitors are left'),
  stretched(3, loss.link('a', 'b'), SAFE, `${STRETCH}: the tiebreaker chooses the side that goes on`),
  stretched(3, loss.link('a', 'c'), auto('degraded', 'safe', 15_000), TIEBREAKER),
  stretched(3, loss.partition('a'), SAFE, `${STRETCH}: the monitors of B and C go on`),
  stretched(3, A.thenAfterRepair(b3), RISK, `${R4}: size stays 4, two in a site, and one is enough`),
  stretched(3, loss.power(...hostsOf({ a: 3 })), SAFE, R4),
];

/** One site of three is cut off: the monitors of the others go on, and so do their copies. */
const cut: Case = {
  name: 'Ceph pool by site over 1/1/1 with its monitors: partition of a',
  landscape: layout({ a: 1, b: 1, c: 1 }),
  facts: [
    ...systems.cephMonitors('mon', { hosts: ['a1', 'b1', 'c1'] }),
    ...systems.cephPool('pool', { hosts: ['a1', 'b1', 'c1'], failureDomain: 'site' }),
    Fact.dependsOn('pool', 'mon'),
  ],
  failure: loss.partition('a'),
  thing: 'pool',
  want: SAFE,
  source:
    'Ceph documentation, "Monitor/OSD Interaction": monitors with a majority mark OSDs down that they do not hear',
};

export const CEPH: readonly Case[] = [...hosts, ...domains, ...dealt, ...stretch, cut];
