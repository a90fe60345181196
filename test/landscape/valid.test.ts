import { Duration, Size } from 'cdk8s';
import {
  Bandwidth,
  city,
  host,
  type HostGroup,
  Landscape,
  link,
  masters,
  nvme,
  site,
  type SiteProps,
  storage,
  workers,
} from 'tripod-iac';
import { small } from '../support/small';

/** The hosts of a site alone. */
function hosts(groups: readonly HostGroup[], props: Partial<SiteProps> = {}) {
  const alone = site('a', { role: 'active', subnet: '10.0.0.0/24', hosts: groups, ...props });
  return Landscape.of({ cities: [city('c', [alone])], clusters: [] }).hosts;
}

const addresses = (groups: readonly HostGroup[], props: Partial<SiteProps> = {}) =>
  Object.fromEntries(hosts(groups, props).map(({ name, address }) => [name, address]));

describe('addresses', () => {
  it('are dealt in the order of declaration, past gateway and VIP', () => {
    expect(addresses([masters(2), workers(2)], { vip: '10.0.0.3' })).toEqual({
      'a-master-1': '10.0.0.2',
      'a-master-2': '10.0.0.4',
      'a-worker-1': '10.0.0.5',
      'a-worker-2': '10.0.0.6',
    });
  });

  it('start at `from`, and stay there when an earlier group grows', () => {
    const grown = (count: number) => addresses([masters(count), workers(2, { from: '10.0.0.20' })]);
    expect(grown(1)).toMatchObject({ 'a-worker-1': '10.0.0.20', 'a-worker-2': '10.0.0.21' });
    expect(grown(9)).toMatchObject(
      Object.fromEntries(Object.entries(grown(1)).filter(([name]) => name.includes('worker'))),
    );
  });

  it('are not dealt where a later group starts', () => {
    expect(addresses([masters(3), workers(1, { from: '10.0.0.3' })])).toEqual({
      'a-master-1': '10.0.0.2',
      'a-master-2': '10.0.0.4',
      'a-master-3': '10.0.0.5',
      'a-worker-1': '10.0.0.3',
    });
  });

  it('leave the gateway where the bank has it', () => {
    expect(addresses([masters(1)], { gateway: '10.0.0.254' })).toEqual({ 'a-master-1': '10.0.0.1' });
  });

  it('fill a subnet to the last', () => {
    expect(Object.values(addresses([masters(5)], { subnet: '10.0.0.0/29' }))).toHaveLength(5);
  });
});

describe('hosts', () => {
  it('are dealt over the racks in turn, also across groups of one kind', () => {
    const groups = [workers(3), workers(2, { cpu: 64 }), masters(1, { rack: 'r2' })];
    expect(hosts(groups, { racks: ['r1', 'r2'] }).map(({ name, rack }) => `${name} ${rack}`)).toEqual([
      'a-worker-1 r1',
      'a-worker-2 r2',
      'a-worker-3 r1',
      'a-worker-4 r2',
      'a-worker-5 r1',
      'a-master-1 r2',
    ]);
  });

  it('share one rack where none is named', () => {
    expect(new Set(hosts([workers(3)]).map(({ rack }) => rack))).toEqual(new Set(['rack-1']));
  });

  it('take what is said, and the sizes of their role', () => {
    const disks = [nvme(Size.tebibytes(2))];
    const [master, worker] = hosts([
      masters(1, { also: ['worker'], cpu: 12, memory: Size.gibibytes(48), disks }),
      workers(1),
    ]);
    expect(master).toMatchObject({ roles: ['control-plane', 'worker'], cpu: 12, memory: Size.gibibytes(48), disks });
    expect(worker).toMatchObject({ roles: ['worker'], cpu: 32, memory: Size.gibibytes(128), disks: [] });
    expect(hosts([storage(1)])[0]?.disks).toHaveLength(4);
  });

  it('may have names of their own', () => {
    const [own] = hosts([host('tie-breaker', { roles: ['voter', 'edge'], address: '10.0.0.99' })]);
    expect(own).toMatchObject({ name: 'tie-breaker', roles: ['voter', 'edge'], cpu: 4, address: '10.0.0.99' });
  });

  it('know their city and site', () => {
    expect(Landscape.of(small()).hosts.map(({ name, city, site }) => [name, city, site])).toContainEqual([
      'w1-master-1',
      'west',
      'w1',
    ]);
  });
});

describe('round trips', () => {
  const landscape = Landscape.of(small());

  it('are the same in both directions, and none inside a site', () => {
    expect(landscape.rtt('e1', 'w1')?.toMilliseconds()).toBe(12);
    expect(landscape.rtt('w1', 'e1')?.toMilliseconds()).toBe(12);
    expect(landscape.rtt('e1', 'e1')?.toMilliseconds()).toBe(0);
    expect(landscape.rtt('e1', 'nowhere')).toBeUndefined();
  });

  it('know the longest', () => {
    expect(landscape.longestRtt(['e1', 'e2'])).toBe(1);
    expect(landscape.longestRtt(['w1', 'e1', 'e2'])).toBe(13);
    expect(landscape.longestRtt(['e1'])).toBe(0);
    expect(landscape.longestRtt([])).toBe(0);
  });

  it.each([Duration.millis(0.4), Duration.seconds(0.0004)])('may be less than a millisecond: %p', (rtt) => {
    const near = small();
    const links = near.links.map((each, index) => (index === 0 ? { ...each, rtt } : each));
    expect(Landscape.of({ ...near, links }).longestRtt(['e1', 'e2'])).toBeCloseTo(0.4);
  });

  it('come with a bandwidth, where it is known', () => {
    const { links, ...rest } = small();
    const wide = link('e1', 'e2', { rtt: Duration.millis(1), bandwidth: Bandwidth.gigabits(10) });
    const known = Landscape.of({ ...rest, links: [wide, ...links.slice(1)] });
    expect(known.link('e2', 'e1')?.bandwidth?.bitsPerSecond).toBe(10e9);
    expect(known.link('e1', 'w1')?.bandwidth).toBeUndefined();
    expect(known.slowest([['e2', 'e1']])?.bitsPerSecond).toBe(10e9);
    expect(
      known.slowest([
        ['e2', 'e1'],
        ['e1', 'w1'],
      ]),
    ).toBeUndefined();
    expect(known.slowest([])).toBeUndefined();
  });
});

describe('a landscape', () => {
  it('is frozen all the way down', () => {
    const { sites, links, clusters, hosts } = Landscape.of(small());
    const parts = [sites, sites[0], sites[0]?.hosts, sites[1]?.racks, hosts[0], hosts[0]?.roles, hosts[0]?.disks];
    for (const part of [...parts, links, links[0], links[0]?.between, clusters, clusters[0], clusters[0]?.sites]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('finds sites and clusters by name', () => {
    const landscape = Landscape.of(small());
    expect(landscape.site('e2').subnet).toBe('10.2.0.0/24');
    expect(() => landscape.site('e9')).toThrow('no site e9; there are e1, e2, w1');
    expect(landscape.cluster('main')).toMatchObject({ sites: ['e1', 'e2'], talksTo: ['spare'] });
    expect(landscape.cluster('spare')?.talksTo).toEqual([]);
    expect(landscape.cluster('none')).toBeUndefined();
  });

  it('needs no links for a single site, and no clusters', () => {
    expect(hosts([masters(1)])).toHaveLength(1);
  });

  it('is the same every time', () => {
    expect(Landscape.of(small())).toEqual(Landscape.of(small()));
  });
});
