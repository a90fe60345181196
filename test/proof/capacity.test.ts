import { Duration, Size } from 'cdk8s';
import { Environment, Fact, fixed, Platform, type Fact as AnyFact } from 'tripod-iac/core';
import { city, cluster, Landscape, link, masters, nvme, site, storage, workers } from 'tripod-iac/landscape';
import { modelOf } from 'tripod-iac/proof';
import { capacityOf } from '../../lib/proof/capacity/capacity-of';

const GIB = 2 ** 30;
const rtt = Duration.millis(1);

/** Two sites with a master, two workers in a rack each and two storage hosts, and a third with a small master. */
const disks = [nvme(Size.tebibytes(4)), nvme(Size.tebibytes(4))];
const data = (name: string, subnet: string) =>
  site(name, {
    role: 'active',
    subnet,
    racks: ['r1', 'r2'],
    hosts: [masters(1, { rack: 'r1' }), workers(2), storage(2, { disks, cpu: 12 })],
  });
const landscape = Landscape.of({
  cities: [
    city('sh', [
      data('a', '10.0.1.0/24'),
      data('b', '10.0.2.0/24'),
      site('w', { role: 'witness', subnet: '10.0.3.0/24', hosts: [masters(1, { cpu: 4 })] }),
    ]),
  ],
  links: [link('a', 'b', { rtt }), link('a', 'w', { rtt }), link('b', 'w', { rtt })],
  clusters: [cluster('production', { sites: ['a', 'b', 'w'], pods: '10.128.0.0/16', services: '10.96.0.0/16' })],
});
const environment = new Environment(new Platform(), 'production', { landscape, tier: 'production' });
const onWorkers = ['a-worker-1', 'a-worker-2', 'b-worker-1', 'b-worker-2'];
const onStorage = ['a-storage-1', 'a-storage-2', 'b-storage-1', 'b-storage-2'];
const requests = { cpu: 0.5, memory: Size.gibibytes(2) };

const capacity = (...facts: AnyFact[]) => capacityOf(environment, modelOf(landscape, facts));
const after = (loss: string, ...facts: AnyFact[]) => {
  const found = capacity(...facts).find((each) => each.after === loss);
  if (found === undefined) throw new Error(`nothing after ${loss}`);
  return found;
};

describe('what there is', () => {
  it('is judged whole, without each site, without the worst rack and the worst host', () => {
    expect(capacity().map((each) => each.after)).toEqual([
      'everything',
      'without site a',
      'without site b',
      'without site w',
      'without rack r1 of a',
      'without host a-worker-1',
    ]);
  });

  it('is what the hosts have, less the 100 MiB at which a kubelet evicts', () => {
    // Per data site 8 + 2 × 32 + 2 × 12 threads and 32 + 2 × 128 + 2 × 64 GiB; the witness 4 and 32.
    const memory = (2 * 416 + 32) * GIB - 11 * 100 * 2 ** 20;
    expect(after('everything')).toMatchObject({
      cpu: { total: 196, asked: 0 },
      memory: { total: memory, asked: 0 },
      pods: { total: 11 * 110, asked: 0 },
    });
    expect(after('without site a')).toMatchObject({ cpu: { total: 100 }, pods: { total: 660 } });
  });
});

describe('what is asked', () => {
  const group = { count: 4, hosts: onWorkers, requests };
  const moving = Fact.replicas('web', { groups: [group], moves: Duration.minutes(6) });
  const staying = Fact.replicas('agent', { groups: [{ ...group, rules: [{ domain: 'host', most: 1 }] }] });

  it.each<[string, AnyFact, string, number]>([
    ['all', moving, 'everything', 4],
    ['all that move', moving, 'without site a', 4],
    ['those of the surviving hosts that cannot move', staying, 'without site a', 2],
    [
      'as many as might have stood there, where no rule spreads them',
      { ...moving, moves: undefined },
      'without site a',
      4,
    ],
    [
      'what nobody fences as what cannot move',
      { ...staying, moves: Duration.minutes(6), volume: true },
      'without site a',
      2,
    ],
    [
      'what is fenced as what moves, as far as there is room',
      { ...staying, moves: Duration.minutes(6), volume: true, fencing: Duration.minutes(5) },
      'without site a',
      2,
    ],
    [
      'nothing without a host for it',
      Fact.replicas('x', { groups: [{ ...group, hosts: onWorkers.slice(0, 2) }], moves: rtt }),
      'without site a',
      0,
    ],
    [
      'no more than an even spread left there',
      Fact.replicas('x', { groups: [{ ...group, rules: [{ domain: 'site', maxSkew: 1 }] }] }),
      'without site a',
      2,
    ],
    [
      'no more than the skew beside a lost site that counts',
      Fact.replicas('x', {
        groups: [{ ...group, rules: [{ domain: 'site', maxSkew: 1, countsLost: true }] }],
        moves: rtt,
      }),
      'without site a',
      1,
    ],
    [
      'voters, which stay away',
      Fact.voters('x', {
        groups: fixed(['a-master-1', 'b-master-1', 'w-master-1']).map((each) => ({ ...each, requests })),
      }),
      'without site a',
      2,
    ],
  ])('counts %s', (_, fact, loss, members) => {
    const { cpu, memory, pods } = after(loss, fact);
    expect([cpu.asked, memory.asked, pods.asked]).toEqual([members * 0.5, members * 2 * GIB, members]);
  });

  it('counts pods also where nothing is requested, and copies only where something is', () => {
    const plain = { count: 2, hosts: onStorage };
    const facts = [
      Fact.replicas('web', { groups: [plain] }),
      Fact.copies('block', { groups: [plain], minimum: 1 }),
      Fact.copies('log', { groups: [{ ...plain, requests }], minimum: 1 }),
    ];
    expect(after('everything', ...facts)).toMatchObject({ pods: { asked: 4 }, cpu: { asked: 1 } });
  });

  it('adds up without digits that nobody asked for', () => {
    const groups = Array.from({ length: 3 }, () => ({ ...group, count: 1, requests: { ...requests, cpu: 0.1 } }));
    expect(after('everything', Fact.replicas('x', { groups })).cpu.asked).toBe(0.3);
  });

  it('decides which loss is the worst: the one whose scarcest part is asked for most', () => {
    const heavy = Fact.replicas('x', {
      groups: [{ count: 1, hosts: onStorage, requests: { cpu: 1, memory: Size.gibibytes(800) } }],
      moves: rtt,
    });
    expect(
      capacity(heavy)
        .map((each) => each.after)
        .slice(-2),
    ).toEqual(['without rack r1 of a', 'without host a-worker-1']);
    const voter = Fact.voters('y', {
      groups: [{ count: 1, hosts: ['b-worker-2'], requests: { cpu: 30, memory: Size.gibibytes(700) } }],
    });
    expect(after('without rack r1 of a', voter).memory.asked).toBe(700 * GIB);
  });
});

describe('room for data', () => {
  const TIB = 2 ** 40;
  const raw = 4 * 8 * TIB;
  const spread = Fact.copies('block', {
    groups: [{ count: 2, hosts: onStorage, rules: [{ domain: 'host', most: 1 }] }],
    minimum: 1,
  });
  const stretch = (of: string) =>
    Fact.copies(of, {
      groups: [
        { count: 2, hosts: onStorage.slice(0, 2), rules: [{ domain: 'host', most: 1 }] },
        { count: 2, hosts: onStorage.slice(2), rules: [{ domain: 'host', most: 1 }] },
      ],
      minimum: 2,
    });

  it.each<[string, readonly AnyFact[], string, number]>([
    ['nothing without copies', [], 'everything', 0],
    ['two copies take twice the room', [spread], 'everything', raw / 2],
    ['… on what is left, too', [spread], 'without site a', raw / 4],
    ['four copies over two sites', [stretch('block')], 'everything', raw / 4],
    ['… of which two are left in one, with half the disks', [stretch('block')], 'without site a', raw / 4],
    ['pools on the same disks share them', [stretch('block'), stretch('shared')], 'everything', raw / 4],
    ['… and the one that takes most for an item counts', [spread, stretch('shared')], 'everything', raw / 4],
    [
      'pools on other disks add up',
      [
        { ...spread, groups: [{ count: 1, hosts: onStorage.slice(0, 2) }] },
        { ...spread, of: 'y', groups: [{ count: 2, hosts: onStorage.slice(2) }] },
      ],
      'everything',
      raw / 2 + raw / 4,
    ],
    [
      'the smaller site bounds what both must hold',
      [
        {
          ...stretch('block'),
          groups: [
            { count: 1, hosts: onStorage.slice(0, 3) },
            { count: 1, hosts: onStorage.slice(3) },
          ],
        },
      ],
      'everything',
      raw / 4,
    ],
    [
      'hosts without data disks hold nothing',
      [{ ...spread, groups: [{ count: 2, hosts: onWorkers }] }],
      'everything',
      0,
    ],
    [
      'nothing is left where all copies stood',
      [{ ...spread, groups: [{ count: 2, hosts: onStorage.slice(0, 2) }] }],
      'without site a',
      0,
    ],
  ])('%s', (_, facts, loss, want) => {
    expect(after(loss, ...facts).storage).toEqual({ total: Math.floor(want * 0.85), asked: 0 });
  });
});
