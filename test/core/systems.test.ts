import { Duration } from 'cdk8s';
import { type Fact, systems, type TripodError } from 'tripod-iac';

const HOSTS = ['h1', 'h2', 'h3', 'h4'];

function problemOf(make: () => unknown) {
  try {
    make();
  } catch (error) {
    return (error as TripodError).problems[0];
  }
  throw new Error('it was accepted');
}

/** Milliseconds of each reaction, by what it reacts to. */
function reactions([fact]: readonly Fact[]): Record<string, number[]> {
  const { reactions: found = [] } = fact as { reactions?: Extract<Fact, { type: 'voters' }>['reactions'] };
  const times = found.map(({ to, timers }) => [to, timers.map(({ time }) => time.toMilliseconds())] as const);
  return Object.fromEntries(times);
}

it.each<[string, readonly Fact[], Record<string, number[]>]>([
  ['etcd', systems.etcd('x', { hosts: HOSTS }), { host: [2000], cut: [2000] }],
  ['etcd, 5 s', systems.etcd('x', { hosts: HOSTS, election: Duration.seconds(5) }), { host: [10_000], cut: [10_000] }],
  ['Ceph monitors', systems.cephMonitors('x', { hosts: HOSTS }), { host: [10_000, 5000], cut: [10_000, 5000] }],
  [
    'a Ceph pool',
    systems.cephPool('x', { hosts: HOSTS }),
    { host: [6000, 20_000, 5000, 10_000], cut: [6000, 20_000, 5000, 10_000] },
  ],
  ['Kafka', systems.kafka('x', { hosts: HOSTS, replicationFactor: 3 }), { host: [9000], cut: [30_000, 15_000] }],
  ['KRaft', systems.kraft('x', { hosts: HOSTS }), { host: [2000, 2000], cut: [2000, 2000] }],
  ['Galera', systems.galera('x', { nodes: HOSTS }), { host: [5000, 7500], cut: [15_000, 7500] }],
  ['masters', systems.elasticsearchMasters('x', { hosts: HOSTS }), { host: [33_000, 10_500], cut: [33_000, 10_500] }],
  ['an index', systems.elasticsearchIndex('x', { hosts: HOSTS }), { host: [33_000], cut: [33_000] }],
  ['semi-sync', systems.semiSync('x', { primary: 'h1', replica: 'h2' }), { host: [10_000], cut: [10_000] }],
  ['asynchronous', systems.asyncReplica('x', { primary: 'h1', replica: 'h2' }), {}],
  ['VRRP', systems.vrrp('x', { hosts: ['h1', 'h2'] }), { keepalived: [3000, 610] }],
  [
    'VRRP, 100 ms',
    systems.vrrp('x', { hosts: ['h1', 'h2'], advert: Duration.millis(100), priorities: [150, 1] }),
    { keepalived: [300, 100] },
  ],
])('%s reacts in its default times', (_, facts, want) => {
  expect(reactions(facts)).toEqual(want);
});

it.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 2],
  [5, 3],
  [6, 3],
])('a Ceph pool of size %d has min_size %d by default', (size, minimum) => {
  expect(systems.cephPool('x', { hosts: HOSTS, size })).toMatchObject([{ minimum }]);
});

it('never puts two copies on one host, also where groups say nothing of it', () => {
  const groups = [
    { count: 1, hosts: ['h1', 'h2'] },
    { count: 2, hosts: ['h3', 'h4'], rules: [{ domain: 'rack', most: 1 } as const] },
  ];
  expect(systems.kafka('x', { groups, replicationFactor: 3 })).toMatchObject([
    {
      groups: [
        { rules: [{ domain: 'host', most: 1 }] },
        {
          rules: [
            { domain: 'rack', most: 1 },
            { domain: 'host', most: 1 },
          ],
        },
      ],
    },
  ]);
});

it('lets a group keep its own rule for a domain', () => {
  const groups = [{ count: 3, hosts: HOSTS, rules: [{ domain: 'host', most: 2 } as const] }];
  expect(systems.cephPool('x', { groups })).toMatchObject([{ groups: [{ rules: groups[0]!.rules }] }]);
});

it.each<[string, () => unknown, string, unknown]>([
  ['neither hosts nor groups', () => systems.cephPool('x', {}), 'hosts', undefined],
  ['hosts and groups', () => systems.cephPool('x', { hosts: HOSTS, groups: [] }), 'hosts', 'hosts and groups'],
  ['groups of another count', () => systems.cephPool('x', { groups: [{ count: 2, hosts: HOSTS }] }), 'groups', 2],
  ['min_size above size', () => systems.cephPool('x', { hosts: HOSTS, size: 3, minSize: 4 }), 'minSize', 4],
  ['half a copy', () => systems.cephPool('x', { hosts: HOSTS, size: 2.5 }), 'size', 2.5],
  ['m above RF', () => systems.kafka('x', { hosts: HOSTS, replicationFactor: 3, minInsync: 4 }), 'minInsync', 4],
  ['no replica', () => systems.kafka('x', { hosts: HOSTS, replicationFactor: 0 }), 'replicationFactor', 0],
  ['a missing weight', () => systems.galera('x', { nodes: HOSTS, weights: [1] }), 'weights', [1]],
  ['a weight of 256', () => systems.galera('x', { nodes: ['h1'], weights: [256] }), 'weights', [256]],
  ['a priority of 255', () => systems.vrrp('x', { hosts: ['h1'], priorities: [255] }), 'priorities', [255]],
  ['a missing priority', () => systems.vrrp('x', { hosts: HOSTS, priorities: [100] }), 'priorities', [100]],
  ['no pods', () => systems.deployment('x', { hosts: HOSTS, replicas: 0 }), 'replicas', 0],
  ['too high a minimum', () => systems.deployment('x', { hosts: HOSTS, replicas: 2, minimum: 3 }), 'minimum', 3],
  [
    'shards that nobody has',
    () => systems.elasticsearchIndex('x', { hosts: HOSTS, waitForActiveShards: 3 }),
    'waitForActiveShards',
    3,
  ],
])('refuses %s', (_, make, at, got) => {
  expect(problemOf(make)).toMatchObject({ path: 'x', at, got });
});
