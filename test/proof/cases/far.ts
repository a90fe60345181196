import { Duration } from 'cdk8s';
import { Fact, systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, type Want } from './case';
import { layout } from './layout';

const R7 = 'asynchronous replication: RPO of an asynchronous copy is its interval and its transfer';
const R9 = 'independence: a copy must survive what it is a copy of';
const PLAN = 'J6: the sum of decision, steps and DNS; measured with bind 9.18: DNS time = TTL';
const minutes = (count: number) => Duration.minutes(count);
const MINUTE = 60_000;

/** Five etcd members over the near city, and whatever follows them. */
function row(name: string, more: Case['facts'], failure: Loss, want: Want, source: string): Case {
  const etcd = systems.etcd('etcd', { hosts: ['a1', 'a2', 'b1', 'b2', 'c1'] });
  return {
    name: `etcd 2/2/1, ${name}: ${failure.name}`,
    landscape: layout({ a: 2, b: 2, c: 1, d: 2 }, ['d']),
    facts: [...etcd, ...more],
    failure,
    thing: 'etcd',
    want,
    source,
  };
}

const copy = (to: string, interval: number, transfer: number) =>
  Fact.asyncCopy('etcd', { to, interval: minutes(interval), transfer: minutes(transfer) });
const plan = Fact.recoveryPlan('etcd', {
  title: 'restore in d',
  by: ['d'],
  decision: minutes(30),
  steps: [
    { name: 'fence', time: minutes(5) },
    { name: 'restore', time: minutes(10) },
  ],
  dns: minutes(5),
});
const CITY = loss.city('near');
const ALL = CITY.and(loss.city('far'));
const within = 50 * MINUTE;

export const FAR: readonly Case[] = [
  row('no copy', [], CITY, human('down', 'lost'), 'J5: no copy is left'),
  row('copy to d every 30 min', [copy('d', 30, 2)], CITY, human('down', 'lost', { loss: 32 * MINUTE }), R7),
  row('copy to host d1 every 30 min', [copy('d1', 30, 2)], CITY, human('down', 'lost', { loss: 32 * MINUTE }), R7),
  row('copy to a', [copy('a', 30, 2)], CITY, human('down', 'lost'), R9),
  row('copy to d', [copy('d', 30, 2)], ALL, human('down', 'lost'), R9),
  row(
    'copies to c and d',
    [copy('c', 5, 1), copy('d', 60, 10)],
    CITY,
    human('down', 'lost', { loss: 70 * MINUTE }),
    R7,
  ),
  row(
    'a stream to d',
    [Fact.asyncCopy('etcd', { to: 'd', interval: Duration.seconds(0), transfer: Duration.seconds(3) })],
    CITY,
    human('down', 'lost', { loss: 3000 }),
    R7,
  ),
  row(
    'copy to a store outside',
    [copy('vault', 30, 2), Fact.outside('vault')],
    CITY,
    human('down', 'lost', { loss: 32 * MINUTE }),
    R9,
  ),
  row('copy to a store in a', [copy('vault', 30, 2), Fact.outside('vault', 'a')], CITY, human('down', 'lost'), R9),
  row(
    'copy to d',
    [copy('d', 30, 2)],
    loss.site('a'),
    auto('degraded', 'safe', 2000),
    'nothing is taken from the copy',
  ),
  row(
    'copy to d',
    [copy('d', 30, 2)],
    loss.site('a').and(loss.site('b')),
    human('down', 'at risk'),
    'J5: c1 has it all',
  ),
  row('copy and plan', [copy('d', 30, 2), plan], CITY, human('down', 'lost', { loss: 32 * MINUTE, within }), PLAN),
  row('plan', [plan], loss.site('a').and(loss.site('b')), human('down', 'at risk', { within }), PLAN),
  row('plan', [plan], loss.site('a'), auto('degraded', 'safe', 2000), 'J6: by itself'),
  row('copy and plan', [copy('d', 30, 2), plan], ALL, human('down', 'lost'), 'nobody is left to follow the plan'),
];
