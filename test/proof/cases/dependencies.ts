import { Duration } from 'cdk8s';
import { Fact, fixed, systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, UNTOUCHED, type Want } from './case';
import { hostsOf, type Layout, layout } from './layout';

const DRILL = 'test/drills/ha: what runs side by side ends with the slowest, then the client tries again';
const seconds = (name: string, count: number) => ({ name, time: Duration.seconds(count) });

/** API servers on the hosts of etcd, as haproxy and a client with a time-out of 2 s see them. */
function api(sites: Layout, failure: Loss, want: Want, source: string): Case {
  const hosts = hostsOf(sites);
  return {
    name: `Kubernetes API and etcd ${Object.values(sites).join('/')}: ${failure.name}`,
    landscape: layout(sites),
    facts: [
      ...systems.etcd('etcd', { hosts }),
      Fact.replicas('api', {
        groups: fixed(hosts),
        reactions: [
          { to: 'host', timers: [seconds('load balancer takes it out', 6)] },
          { to: 'cut', timers: [seconds('load balancer takes it out', 6), seconds('takes it in again', 2)] },
          { to: 'kube-apiserver', timers: [seconds('load balancer takes it out', 2), seconds('retry', 1)] },
        ],
      }),
      Fact.dependsOn('api', 'etcd'),
      Fact.patience('api', seconds('client time-out', 2)),
    ],
    failure,
    thing: 'api',
    want,
    source,
  };
}

const A = loss.site('a');
const SPREAD = { a: 2, b: 2, c: 1 };

const control = [
  api(SPREAD, loss.host('a1'), auto('degraded', 'safe', 8000), DRILL),
  api(SPREAD, loss.link('a', 'b'), auto('degraded', 'safe', 10_000), DRILL),
  api(SPREAD, A, auto('degraded', 'safe', 8000), DRILL),
  api({ a: 2, b: 1 }, A, human('down', 'safe'), 'J4: the API without a quorum of etcd is down'),
  api(SPREAD, loss.power('a1', 'a2', 'b1'), human('down', 'safe'), 'J4: the API without a quorum is down'),
  api(SPREAD, loss.process('kube-apiserver', 'a1'), auto('available', 'safe', 3000), `${DRILL}; nobody vanished`),
  api(SPREAD, loss.drain('a1'), UNTOUCHED, 'J2: a drained host keeps its static pods'),
];

function row(name: string, facts: Case['facts'], failure: Loss, want: Want, source: string): Case {
  return {
    name: `${name}: ${failure.name}`,
    landscape: layout({ a: 2, b: 2, c: 2 }),
    facts,
    failure,
    thing: 'app',
    want,
    source,
  };
}

const app = (hosts: readonly string[]) => systems.deployment('app', { hosts, replicas: 1 });
const POOL = systems.cephPool('pool', { hosts: hostsOf({ a: 2, b: 2, c: 2 }), failureDomain: 'site' });
const onPool = (what?: 'data' | 'serving') => [...app(['c1']), ...POOL, Fact.dependsOn('app', 'pool', what)];
const AB = A.and(loss.site('b'));

const data = [
  row('data on Ceph by site', onPool('data'), A, auto('degraded', 'safe', 41_000), 'its data is what Ceph has'),
  row('data on Ceph by site', onPool('data'), AB, human('down', 'at risk'), 'its data is what Ceph has'),
  row('reads from Ceph', onPool('serving'), AB, human('down', 'safe'), 'the data is not its own'),
  row(
    'data on Ceph by host',
    [
      ...app(['c1']),
      ...systems.cephPool('pool', { hosts: hostsOf({ a: 3 }).slice(0, 2), size: 2 }),
      Fact.dependsOn('app', 'pool', 'data'),
    ],
    A,
    human('down', 'lost'),
    'its data is what Ceph has',
  ),
  row('something nobody declares', [...app(['c1']), Fact.dependsOn('app', 'ntp')], A, UNTOUCHED, 'it lies outside'),
  row(
    'a name server in a',
    [...app(['c1']), Fact.outside('dns', 'a'), Fact.dependsOn('app', 'dns')],
    A,
    human('down', 'safe'),
    'measured with MariaDB 10.11: the database depended on DNS',
  ),
  row(
    'a chain of three',
    [
      ...app(['c1']),
      Fact.replicas('middle', { groups: fixed(['b1', 'c1']) }),
      ...systems.etcd('etcd', { hosts: ['a1', 'b1', 'c1'] }),
      Fact.dependsOn('app', 'middle'),
      Fact.dependsOn('middle', 'etcd'),
    ],
    AB,
    human('down', 'safe'),
    'what depends on what is down is down',
  ),
];

const minutes = (count: number) => Duration.minutes(count);
const POOL_IN_A = systems.cephPool('pool', { hosts: ['a1', 'a2'], size: 2 });
const inPool = (...more: Case['facts']) => [
  ...app(['b1']),
  ...POOL_IN_A,
  Fact.dependsOn('app', 'pool', 'data'),
  ...more,
];
const copyOf = (of: string, interval: number) =>
  Fact.asyncCopy(of, { to: 'c', interval: minutes(interval), transfer: minutes(1) });
const plan = Fact.recoveryPlan('pool', {
  title: 'restore the pool',
  by: ['c'],
  decision: minutes(20),
  steps: [{ name: 'restore', time: minutes(40) }],
  dns: minutes(0),
});
const lost = (count: number) => human('down', 'lost', { loss: count * 60_000 });

const dataLost = [
  row('its own copy', inPool(copyOf('app', 10)), A, lost(11), 'a copy of the app is a copy of what lies in the pool'),
  row('a copy of the pool', inPool(copyOf('pool', 10)), A, lost(11), 'its data is what Ceph has'),
  row('both copies', inPool(copyOf('pool', 10), copyOf('app', 60)), A, lost(11), 'the freshest that is left bounds it'),
  row(
    'a plan for the pool',
    inPool(plan),
    A,
    human('down', 'lost', { within: 3_600_000 }),
    'J6: it is back with the pool',
  ),
];

const registryIn = (site: string) => [Fact.outside('registry', site), Fact.dependsOn('app', 'registry', 'starting')];
const MOVES = 'others.ts: what runs goes on; what must start does not';

const starting = [
  row('registry in a, pod in b', [...app(['b1', 'b2']), ...registryIn('a')], A, UNTOUCHED, MOVES),
  row('registry in a, pod in a or b', [...app(['a1', 'b1']), ...registryIn('a')], A, human('down', 'safe'), MOVES),
  row(
    'registry in c, pod in a or b',
    [...app(['a1', 'b1']), ...registryIn('c')],
    A,
    auto('available', 'safe', 454_000),
    MOVES,
  ),
];

const vips = [
  ...systems.vrrp('vip-a', { hosts: ['a1', 'a2'] }),
  ...systems.vrrp('vip-b', { hosts: ['b1', 'b2'] }),
  Fact.local('vip-a', 'a'),
  Fact.local('vip-b', 'b'),
  Fact.alternatives('app', { among: ['vip-a', 'vip-b'], switchover: [seconds('next address', 4)] }),
];

const ways = [
  row('two ways', vips, A, auto('degraded', 'safe', 4000), 'others.ts: one that works is enough'),
  row('two ways', vips, AB, human('down', 'safe'), 'others.ts: no way is left'),
  row('two ways', vips, loss.site('c'), UNTOUCHED, 'neither way is touched'),
  { ...row('the way of a', vips, A, human('down', 'safe'), 'J4: neither reads nor writes'), thing: 'vip-a' },
];

export const DEPENDENCIES: readonly Case[] = [...control, ...data, ...dataLost, ...starting, ...ways];
