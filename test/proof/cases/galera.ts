import { systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, type Want } from './case';
import { hostsOf, type Layout, layout, shown } from './layout';

const WEIGHTS = 'MariaDB documentation, "Quorum Control with Weighted Votes"';
const MEASURED = 'measured with MariaDB 10.11: 5 → 3, then 2 of 3 primary, then 1 of 2 not; 5 → 2 and 4 → 2 not';
const PRIMARY = 'J5: a primary component may have shrunk to these nodes, and acknowledges with them alone';
const NEVER = 'J5: no primary component can lie inside of what failed';

interface Shape {
  readonly arbitrators?: readonly string[];
  readonly weights?: readonly number[];
}

/** Nodes on every host that carries no arbitrator. */
function row(sites: Layout, shape: Shape, failure: Loss, want: Want, source: string): Case {
  const { arbitrators = [], weights } = shape;
  const nodes = hostsOf(sites).filter((host) => !arbitrators.includes(host));
  const with_ = [arbitrators.length > 0 && `garbd on ${arbitrators.join()}`, weights && `weights ${weights.join()}`];
  return {
    name: ['Galera', shown(sites), ...with_.filter(Boolean)].join(' ') + `: ${failure.name}`,
    landscape: layout(sites),
    facts: systems.galera('db', { nodes, arbitrators, weights }),
    failure,
    thing: 'db',
    want,
    source,
  };
}

const [h1, h2, h3, h4] = ['a1', 'a2', 'a3', 'a4'].map((name) => loss.host(name)) as [Loss, Loss, Loss, Loss];
const A = loss.site('a');
const SAFE = auto('degraded', 'safe', 12_500);
const RISK = auto('degraded', 'at risk', 12_500);
const DOWN = human('down', 'at risk');
const GARBD = { arbitrators: ['c1'] };
const TWO_TWO_ONE = { a: 2, b: 2, c: 1 };
const BANK = { weights: [2, 2, 1, 1] };

const members = [
  row({ a: 5 }, {}, h1, SAFE, WEIGHTS),
  row({ a: 5 }, {}, h1.and(h2), RISK, `${MEASURED}; ${PRIMARY}`),
  row({ a: 5 }, {}, h1.and(h2).and(h3), DOWN, MEASURED),
  row({ a: 5 }, {}, h1.and(h2).then(h3), RISK, MEASURED),
  row({ a: 5 }, {}, h1.and(h2).then(h3).then(h4), DOWN, MEASURED),
  row({ a: 5 }, {}, h1.then(h2).then(h3), RISK, MEASURED),
  row({ a: 4 }, {}, h1.and(h2), DOWN, MEASURED),
  row({ a: 4 }, {}, h1.then(h2), RISK, WEIGHTS),
  row({ a: 3 }, {}, h1, SAFE, WEIGHTS),
  row({ a: 3 }, {}, h1.and(h2), DOWN, WEIGHTS),
  row({ a: 3 }, {}, h1.then(h2), DOWN, MEASURED),
  row(
    { a: 2 },
    {},
    h1,
    human('down', 'safe'),
    'MariaDB documentation, "Understanding Quorum": two nodes tolerate none',
  ),
  row({ a: 3 }, {}, loss.power('a1', 'a2', 'a3'), human('down', 'safe'), 'J2: disks stay'),
  row({ a: 3 }, {}, loss.power('a1').then(loss.power('a2')), human('down', 'safe'), 'J2: disks stay'),
];

const arbitrated = [
  row({ a: 2 }, { arbitrators: ['a2'] }, h1, human('down', 'lost'), 'an arbitrator holds nothing'),
  row({ a: 1, b: 1, c: 1 }, GARBD, A, RISK, PRIMARY),
  row({ a: 1, b: 1, c: 1 }, GARBD, loss.site('c'), SAFE, NEVER),
  row(TWO_TWO_ONE, GARBD, A, RISK, `weighted quorum: 3 > 2.5; ${PRIMARY}, and the arbitrator`),
  row(TWO_TWO_ONE, GARBD, loss.site('c'), SAFE, NEVER),
  row(TWO_TWO_ONE, GARBD, h1.then(h2).then(loss.host('b1')), RISK, `${WEIGHTS}: 4 > 2.5, 3 > 2, 2 > 1.5`),
  row(TWO_TWO_ONE, GARBD, A.then(loss.site('b')), human('down', 'lost'), 'an arbitrator holds nothing'),
  row({ a: 2, b: 2 }, {}, A, DOWN, 'weighted quorum: 2 > 2 does not hold'),
  row(TWO_TWO_ONE, {}, A.then(loss.host('b1')), RISK, `${WEIGHTS}: 3 > 2.5, then 2 > 1.5`),
];

const weighted = [
  row({ a: 2, b: 2 }, BANK, loss.site('b'), SAFE, `weighted quorum: 4 > 3; ${NEVER}`),
  row({ a: 2, b: 2 }, BANK, A, DOWN, 'weighted quorum: 2 > 3 does not hold'),
  row({ a: 3 }, { weights: [2, 1, 0] }, h2.and(h3), SAFE, `${WEIGHTS}, example; ${NEVER}`),
  row({ a: 3 }, { weights: [2, 1, 0] }, h1, DOWN, `${WEIGHTS}, example; ${PRIMARY}`),
  row({ a: 2 }, { weights: [1, 0] }, h2, SAFE, `${WEIGHTS}, example of two nodes; ${NEVER}`),
  row({ a: 2 }, { weights: [1, 0] }, h1, DOWN, `${WEIGHTS}, example of two nodes; ${PRIMARY}`),
];

const cuts = [
  row(TWO_TWO_ONE, {}, loss.partition('a'), auto('degraded', 'safe', 22_500), `${WEIGHTS}: 3 > 2.5`),
  row(TWO_TWO_ONE, GARBD, loss.partition('a'), auto('degraded', 'safe', 22_500), `${WEIGHTS}: 3 > 2.5`),
  row({ a: 2, b: 2 }, {}, loss.partition('a'), human('down', 'safe'), `${WEIGHTS}: 2 > 2 does not hold`),
  row({ a: 2, b: 2 }, BANK, loss.partition('a'), auto('degraded', 'safe', 22_500), `${WEIGHTS}: 4 > 3`),
];

export const GALERA: readonly Case[] = [...members, ...arbitrated, ...weighted, ...cuts];
