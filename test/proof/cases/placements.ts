import { Fact, type Placement, type SpreadRule, systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, type Want } from './case';
import { hostsOf, type Layout, layout, shown } from './layout';

const J1 = 'J1: of the placements that the constraints allow, the worst is judged';
const APART: SpreadRule = { domain: 'host', most: 1 };
const A = loss.site('a');
const a1 = loss.host('a1');

interface Where {
  readonly sites: Layout;
  readonly count: number;
  readonly rules: readonly SpreadRule[];
}

function named({ sites, count, rules }: Where): string {
  const words = rules.map(
    ({ domain, most, maxSkew }) => (most === undefined ? `skew ${maxSkew}` : `most ${most}`) + ` a ${domain}`,
  );
  return `${count} on ${shown(sites)} (${words.join(', ') || 'no rules'})`;
}

function placementOf({ sites, count, rules }: Where): Placement {
  return { count, hosts: hostsOf(sites), rules };
}

const FOUR_EACH = { a: 4, b: 4, c: 4 };
const skew = (maxSkew: number): SpreadRule => ({ domain: 'site', maxSkew });
const most = (count: number): SpreadRule => ({ domain: 'site', most: count });
const members = (count: number, ...rules: readonly SpreadRule[]): Where => ({ sites: FOUR_EACH, count, rules });

/** No reactions: whatever goes on does so at once. */
const ON = auto('degraded', 'safe', 0);

const voters: readonly Case[] = (
  [
    [members(3), a1, human('down', 'lost')],
    [members(3, APART), A, human('down', 'lost')],
    [members(3, skew(1), APART), A, ON],
    [members(3, skew(2), APART), A, human('down', 'at risk')],
    [members(5, skew(1), APART), A, ON],
    [members(5, skew(1), APART), A.and(loss.host('b1')), human('down', 'at risk')],
    [members(5, most(2), APART), A, ON],
    [members(5, most(3), APART), A, human('down', 'at risk')],
    [members(4, skew(1), APART), A, human('down', 'safe')],
    [members(6, skew(1), APART), A, ON],
    [members(7, skew(1), APART), A, ON],
    [members(7, skew(1), APART), A.and(loss.host('b1')), human('down', 'at risk')],
  ] as const
).map(([where, failure, want]) => ({
  name: `static voters, ${named(where)}: ${failure.name}`,
  landscape: layout(where.sites),
  facts: [Fact.voters('votes', { groups: [placementOf(where)] })],
  failure,
  thing: 'votes',
  want,
  source: J1,
}));

/** Copies of which the fewest that may exist at acknowledgement is `minimum`. */
function copies(where: Where, minimum: number, failure: Loss, want: Want): Case {
  return {
    name: `copies, ${named(where)}, minimum ${minimum}: ${failure.name}`,
    landscape: layout(where.sites),
    facts: [Fact.copies('data', { groups: [placementOf(where)], minimum, readable: 1 })],
    failure,
    thing: 'data',
    want,
    source: `${J1}; copies that must acknowledge, J5: max r < m ≤ RF − max r`,
  };
}

const RISK = auto('degraded', 'at risk', 0);
const READ_ONLY = human('read-only', 'safe');
const RACKED = { a: [2, 2], b: [2, 2] };

const data = [
  copies(members(3, APART), 2, A, human('down', 'lost')),
  copies(members(3, most(2), APART), 2, A, human('read-only', 'at risk')),
  copies(members(4, skew(1), APART), 2, A, RISK),
  copies(members(4, skew(1), APART), 3, A, READ_ONLY),
  copies(members(5, skew(1), APART), 3, A, ON),
  copies(members(5, skew(1), APART), 3, A.and(loss.site('c')), human('read-only', 'at risk')),
  copies(members(5, skew(1), APART), 2, A, RISK),
  copies(members(9, skew(1), APART), 4, A, ON),
  copies({ sites: RACKED, count: 4, rules: [{ domain: 'rack', most: 1 }] }, 3, loss.rack('a', 'r1'), ON),
  copies({ sites: RACKED, count: 4, rules: [{ domain: 'rack', most: 1 }] }, 3, A, READ_ONLY),
  copies({ sites: RACKED, count: 4, rules: [skew(1), APART] }, 3, loss.rack('a', 'r1'), READ_ONLY),
  copies({ sites: RACKED, count: 3, rules: [skew(1), APART] }, 2, loss.rack('a', 'r1'), human('read-only', 'at risk')),
];

const systemsPlaced: readonly Case[] = [
  {
    name: 'Ceph stretch cluster whose arbiter stands in a data site: site a',
    landscape: layout({ a: 3, b: 2 }),
    facts: [
      ...systems.cephMonitors('mon', { hosts: ['a1', 'a2', 'a3', 'b1', 'b2'] }),
      ...systems.cephStretch('pool', { hosts: ['a1', 'a2', 'b1', 'b2'] }),
      Fact.dependsOn('pool', 'mon'),
    ],
    failure: A,
    thing: 'pool',
    want: human('down', 'safe'),
    source: 'Ceph documentation, "Stretch Clusters": the tiebreaker must survive what it arbitrates',
  },
];

export const PLACEMENTS: readonly Case[] = [...voters, ...data, ...systemsPlaced];
