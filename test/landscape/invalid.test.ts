import { Duration, Size } from 'cdk8s';
import { Bandwidth, host, Landscape, link, masters, nvme, TripodError, workers } from 'tripod-iac';
import type { Loose } from '../support/objects';
import { small } from '../support/small';

/** Refuses the small landscape after it was spoiled. */
function refusal(spoil: (landscape: Loose) => void): TripodError {
  const landscape = small();
  spoil(landscape);
  try {
    Landscape.of(landscape);
  } catch (error) {
    if (error instanceof TripodError) return error;
    throw error;
  }
  throw new Error('accepted');
}

/** The line of one problem, as a person reads it. */
const line = (path: string, got: string, want: string, fix: string) =>
  new RegExp(`^  landscape${path}: got ${got}, want ${want}.*; fix: .*${fix}`, 'm');

const e1 = (landscape: Loose) => landscape.cities[0].sites[0];
const group = (landscape: Loose) => e1(landscape).hosts[0];
const main = (landscape: Loose) => landscape.clusters[0];

type Case = readonly [string, (landscape: Loose) => void, string, string, string, string];

// prettier-ignore
const CITIES: readonly Case[] = [
  ['no cities', (l) => (l.cities = []), '  cities', 'an empty list', 'at least one city', 'declare `city'],
  ['cities left out', (l) => delete l.cities, '  cities', 'nothing', 'a list of cities', 'give `cities` as a list'],
  ['cities as a text', (l) => (l.cities = 'east'), '  cities', 'east', 'a list of cities', 'as a list'],
  [
    'an empty city', (l) => (l.cities[1] = null), '  cities\\[1\\]', 'nothing', 'a list of cities',
    'remove the empty',
  ],
  [
    'a city without sites', (l) => (l.cities[1].sites = []), '/cities/west  sites', 'an empty list',
    'at least one site', 'site',
  ],
  ['sites as a text', (l) => (l.cities[1].sites = 'w1'), '/cities/west  sites', 'w1', 'a list of sites', 'as a list'],
  [
    'a city without name', (l) => delete l.cities[1].name, '/cities/\\(nothing\\)  name', 'nothing', 'a DNS',
    'rename',
  ],
  [
    'a city twice', (l) => (l.cities[1].name = 'east'), '/cities/east  name', 'city east, 2 times', 'one city',
    'rename',
  ],
];

// prettier-ignore
const SITES: readonly Case[] = [
  [
    'a name in capitals', (l) => (e1(l).name = 'E1'), '/sites/E1  name', 'E1', 'a DNS label of at most 40',
    'rename it',
  ],
  ['a name too long', (l) => (e1(l).name = 'e'.repeat(41)), '/sites/e+  name', 'e+', 'a DNS label', 'rename it'],
  ['a name that is none', (l) => (e1(l).name = 7), '/sites/\\(7\\)  name', '7', 'a DNS label', 'rename it'],
  [
    'a site twice', (l) => (e1(l).name = 'e2'), '/sites/e2  name', 'site e2, 2 times', 'one site of each',
    'rename all',
  ],
  [
    'an unknown role', (l) => (e1(l).role = 'spare'), '/sites/e1  role', 'spare', 'one of active, witness, standby',
    'role',
  ],
  ['no role', (l) => delete e1(l).role, '/sites/e1  role', 'nothing', 'one of active', 'set `role`'],
  ['racks as a text', (l) => (e1(l).racks = 'r1'), '/sites/e1  racks', 'r1', 'a list of rack names', 'as a list'],
  [
    'a rack with a bad name', (l) => (e1(l).racks = ['R 1']), '/sites/e1/racks/R 1  name', 'R 1', 'a DNS label',
    'rename',
  ],
  [
    'a rack twice', (l) => (e1(l).racks = ['r', 'r']), '/sites/e1/racks/r  name', 'rack r, 2 times',
    'one rack', 'rename',
  ],
  ['hosts left out', (l) => delete e1(l).hosts, '/sites/e1  hosts', 'nothing', 'a list of host groups', 'as a list'],
  [
    'no hosts', (l) => (e1(l).hosts = []), '/sites/e1  hosts', 'an empty list', 'at least one host',
    'declare `masters',
  ],
];

// prettier-ignore
const ADDRESSES: readonly Case[] = [
  ['no subnet', (l) => delete e1(l).subnet, '/sites/e1  subnet', 'nothing', 'an IPv4 block', 'correct `subnet`'],
  [
    'a subnet off its start', (l) => (e1(l).subnet = '10.1.0.1/24'), '/sites/e1  subnet', '10.1.0.1/24',
    'an IPv4 block', 'correct',
  ],
  ['IPv6', (l) => (e1(l).subnet = 'fd00::/64'), '/sites/e1  subnet', 'fd00::/64', 'an IPv4 block', 'correct'],
  [
    'a subnet too small',
    (l) => Object.assign(e1(l), { subnet: '10.1.0.0/29', vip: '10.1.0.6', hosts: [masters(6)] }),
    '/sites/e1  subnet', '10.1.0.0/29, 2 too small for 6 hosts, the gateway and the VIP',
    'an address for every host', 'widen the subnet',
  ],
  [
    'subnets that overlap', (l) => (e1(l).subnet = '10.2.0.0/16'), '/sites/e2  subnet',
    '10.2.0.0/24, which overlaps 10.2.0.0/16 of e1', 'a block of its own', 'renumber one',
  ],
  [
    'a gateway outside', (l) => (e1(l).gateway = '10.9.0.1'), '/sites/e1  gateway', '10.9.0.1',
    'an address .*inside', 'choose',
  ],
  ['a gateway that is none', (l) => (e1(l).gateway = 1), '/sites/e1  gateway', '1', 'an address for hosts', 'choose'],
  [
    'the broadcast address', (l) => (e1(l).vip = '10.1.0.255'), '/sites/e1  vip', '10.1.0.255', 'an address for',
    'choose',
  ],
  [
    'a VIP that is none', (l) => (e1(l).vip = 'api'), '/sites/e1  vip', 'api', 'an address for hosts',
    'choose an address',
  ],
  [
    'the VIP on the gateway', (l) => (e1(l).vip = '10.1.0.1'), '/sites/e1  vip',
    '10.1.0.1, which is also the address of the gateway', 'an address of its own',
    'give the VIP or the gateway another address',
  ],
  [
    'a host on the VIP', (l) => (e1(l).hosts = [masters(1, { from: '10.1.0.9' })]),
    '/sites/e1/e1-master-1  address', '10.1.0.9, which is also the address of the VIP', 'an address of its own',
    'give e1-master-1 or the VIP',
  ],
  [
    'groups that run into each other',
    (l) => (e1(l).hosts = [masters(2, { from: '10.1.0.20' }), workers(1, { from: '10.1.0.21' })]),
    '/sites/e1/e1-worker-1  address', '10.1.0.21, which is also the address of e1-master-2',
    'an address of its own', 'another address',
  ],
  [
    'a group that runs out of the subnet', (l) => (e1(l).hosts = [masters(2, { from: '10.1.0.254' })]),
    '/sites/e1/e1-master-2  address', '10.1.0.255', 'an address for hosts inside 10.1.0.0/24', 'choose',
  ],
  [
    'a group that runs out of all addresses',
    (l) => {
      const hosts = [masters(2, { from: '255.255.255.255' })];
      Object.assign(e1(l), { subnet: '255.255.255.0/24', vip: undefined, hosts });
    },
    '/sites/e1/e1-master-2  address', '255.255.255.255 \\+ 1', 'an address for hosts', 'choose',
  ],
  [
    'the last address alone', (l) => (e1(l).subnet = '255.255.255.255/32'), '/sites/e1  gateway', '255.255.255.255',
    'an address', 'choose',
  ],
  [
    'a first address that is none', (l) => (e1(l).hosts = [masters(1, { from: 5 as never })]),
    '/sites/e1/e1-master-1  address', '\\(5\\)', 'an address for hosts', 'choose',
  ],
];

// prettier-ignore
const HOSTS: readonly Case[] = [
  [
    'no such hosts', (l) => (group(l).count = 0), '/sites/e1/master  count', '0',
    'a whole number between 1 and 5000', 'leave',
  ],
  ['half a host', (l) => (group(l).count = 1.5), '/sites/e1/master  count', '1.5', 'a whole number', 'leave'],
  [
    'more than a cluster', (l) => (group(l).count = 5001), '/sites/e1/master  count', '5001', 'a whole number',
    'leave',
  ],
  ['a number as a text', (l) => (group(l).count = '2'), '/sites/e1/master  count', '2', 'a whole number', 'leave'],
  [
    'no CPU', (l) => (group(l).cpu = 0), '/sites/e1/master  cpu', '0', 'a whole number of CPU threads',
    'leave `cpu` out',
  ],
  ['CPU not a number', (l) => (group(l).cpu = NaN), '/sites/e1/master  cpu', 'NaN', 'a whole number', 'leave'],
  [
    'no memory', (l) => (group(l).memory = Size.gibibytes(0)), '/sites/e1/master  memory', '0 MiB',
    'a Size above 0', 'Size',
  ],
  [
    'memory NaN', (l) => (group(l).memory = Size.gibibytes(NaN)), '/sites/e1/master  memory', 'NaN MiB', 'a Size',
    'Size',
  ],
  [
    'endless memory', (l) => (group(l).memory = Size.gibibytes(Infinity)), '/sites/e1/master  memory',
    'Infinity MiB', 'a Size', 'Size',
  ],
  [
    'memory as a text', (l) => (group(l).memory = '32Gi'), '/sites/e1/master  memory', '32Gi', 'a Size above 0',
    'Size',
  ],
  ['disks as a size', (l) => (group(l).disks = 4), '/sites/e1/master  disks', '4', 'a list of disks', 'as a list'],
  [
    'an empty disk', (l) => (group(l).disks = [null]), '/sites/e1/master  disks\\[0\\]', 'nothing',
    'a list of disks', 'remove',
  ],
  [
    'a disk of 0', (l) => (group(l).disks = [nvme(Size.gibibytes(0))]), '/sites/e1/master  disks\\[0\\].size',
    '0 MiB', 'a Size', 'nvme',
  ],
  [
    'a disk of unknown kind', (l) => (group(l).disks = [{ size: Size.tebibytes(1), media: 'tape' }]),
    '/sites/e1/master  disks\\[0\\].media', 'tape', 'one of nvme, ssd, hdd', 'set',
  ],
  [
    'no role', (l) => (group(l).roles = []), '/sites/e1/master  roles', 'an empty list', 'at least one role',
    'control-plane',
  ],
  [
    'an unknown role', (l) => (group(l).roles = ['king']), '/sites/e1/master  roles', 'king',
    'one of control-plane', 'set',
  ],
  [
    'roles as a text', (l) => (group(l).roles = 'worker'), '/sites/e1/master  roles', 'worker', 'a list of roles',
    'as a list',
  ],
  [
    'a rack that is not there', (l) => (group(l).rack = 'r9'), '/sites/e1/master  rack', 'r9', 'one of rack-1',
    'add the rack',
  ],
  [
    'a site without racks', (l) => (e1(l).racks = []), '/sites/e1/master  rack', 'no rack: the site has none',
    'a rack for every host', 'add',
  ],
  ['a prefix that is none', (l) => (group(l).prefix = '-'), '/sites/e1/-  prefix', '-', 'a DNS label', 'rename'],
  [
    'a host with a bad name', (l) => (e1(l).hosts = [host('A', { roles: ['worker'] })]), '/sites/e1/A  name', 'A',
    'a DNS', 'rename it',
  ],
  [
    'a host name twice', (l) => (e1(l).hosts = [masters(1), host('e1-master-1', { roles: ['worker'] })]),
    '/hosts/e1-master-1  name', 'host e1-master-1, 2 times', 'one host of each name', 'rename',
  ],
];

// prettier-ignore
const LINKS: readonly Case[] = [
  ['links as a text', (l) => (l.links = 'e1-e2'), '  links', 'e1-e2', 'a list of links', 'as a list'],
  [
    'an unknown site', (l) => (l.links[0].between = ['e1', 'x']), '/links/e1–x  between', 'x',
    'sites of .*e1, e2, w1', 'correct the name',
  ],
  [
    'ends left out', (l) => delete l.links[0].between, '/links/.*  between', '\\(nothing\\) and \\(nothing\\)',
    'sites of', 'correct',
  ],
  [
    'a link to itself', (l) => (l.links[0].between = ['e1', 'e1']), '/links/e1–e1  between', 'e1 twice',
    'two sites', 'remove',
  ],
  [
    'a link twice, turned round', (l) => l.links.push(link('e2', 'e1', { rtt: Duration.millis(1) })),
    '/links/e1–e2  name', 'link e1–e2, 2 times', 'one link', 'remove all but one',
  ],
  [
    'no round trip', (l) => delete l.links[0].rtt, '/links/e1–e2  rtt', 'nothing', 'the time of a round trip',
    'measure it',
  ],
  [
    'a round trip of 0', (l) => (l.links[0].rtt = Duration.millis(0)), '/links/e1–e2  rtt', '0 ms',
    'the time .*above 0', 'measure it',
  ],
  [
    'no number', (l) => (l.links[0].rtt = Duration.seconds(NaN)), '/links/e1–e2  rtt', 'NaN ms', 'the time',
    'measure it',
  ],
  [
    'an endless one', (l) => (l.links[0].rtt = Duration.millis(Infinity)), '/links/e1–e2  rtt', 'Infinity ms',
    'the time', 'measure it',
  ],
  ['a number', (l) => (l.links[0].rtt = 2), '/links/e1–e2  rtt', '2', 'the time of a round trip', 'Duration.millis'],
  [
    'bandwidth 0', (l) => (l.links[0].bandwidth = Bandwidth.gigabits(0)), '/links/e1–e2  bandwidth', '0 Mbit/s',
    'a Bandwidth above 0', 'leave it out',
  ],
  [
    'bandwidth NaN', (l) => (l.links[0].bandwidth = Bandwidth.gigabits(NaN)), '/links/e1–e2  bandwidth', 'NaN.*',
    'a Bandwidth above 0', 'for example',
  ],
  [
    'bandwidth as a number', (l) => (l.links[0].bandwidth = 10), '/links/e1–e2  bandwidth', '10',
    'a Bandwidth above 0', 'for',
  ],
];

// prettier-ignore
const CLUSTERS: readonly Case[] = [
  ['clusters left out', (l) => delete l.clusters, '  clusters', 'nothing', 'a list of clusters', 'as a list'],
  ['a bad name', (l) => (main(l).name = 'a b'), '/clusters/a b  name', 'a b', 'a DNS label', 'rename it'],
  [
    'a name twice', (l) => (main(l).name = 'spare'), '/clusters/spare  name', 'cluster spare, 2 times',
    'one cluster', 'rename all',
  ],
  [
    'no sites', (l) => (main(l).sites = []), '/clusters/main  sites', 'an empty list', 'at least one site',
    'name the sites',
  ],
  [
    'sites as a text', (l) => (main(l).sites = 'e1'), '/clusters/main  sites', 'e1', 'a list of site names',
    'as a list',
  ],
  [
    'an unknown site', (l) => (main(l).sites = ['e1', 'x']), '/clusters/main  sites', 'x',
    'sites of the landscape \\(e1', 'correct the name',
  ],
  [
    'a site twice', (l) => (main(l).sites = ['e1', 'e1']), '/clusters/main/sites/e1  name', 'site e1, 2 times',
    'one site', 'name it once',
  ],
  [
    'a site of another', (l) => (l.clusters[1].sites = ['e1']), '/clusters/spare  sites',
    'e1, which belongs to main', 'every site in one cluster', 'declare a site',
  ],
  [
    'witnesses alone', (l) => { e1(l).role = 'witness'; main(l).sites = ['e1']; }, '/clusters/main  sites',
    'only witness sites', 'at least one site that carries load', 'add an active or standby site',
  ],
  ['no pods', (l) => delete main(l).pods, '/clusters/main  pods', 'nothing', 'an IPv4 block', 'correct `pods`'],
  [
    'too few pods', (l) => (main(l).pods = '10.64.0.0/22'), '/clusters/main  pods',
    '10.64.0.0/22, room for 4 nodes', 'a /24 for each of 8 hosts', 'widen it to /21 or more',
  ],
  ['no services', (l) => (main(l).services = 'many'), '/clusters/main  services', 'many', 'an IPv4 block', 'correct'],
  [
    'services too wide', (l) => (main(l).services = '11.0.0.0/11'), '/clusters/main  services', '11.*',
    'a block between /12 and /24', '/16',
  ],
  [
    'services too few', (l) => (main(l).services = '10.80.0.0/25'), '/clusters/main  services', '10.*',
    'a block between /12 and /24', '/16',
  ],
  [
    'pods over services', (l) => (main(l).pods = '10.80.0.0/16'), '/clusters/main  pods',
    '10.80.0.0/16, which overlaps services 10.80.0.0/16 of main', 'addresses that no pod', 'choose another block',
  ],
  [
    'services over hosts', (l) => (main(l).services = '10.1.0.0/24'), '/clusters/main  services',
    '10.1.0.0/24, which overlaps subnet 10.1.0.0/24 of e1', 'addresses that no pod', 'choose another block',
  ],
  [
    'pods over those of a neighbour', (l) => (main(l).pods = '10.65.0.0/16'), '/clusters/main  pods',
    '10.65.0.0/16, which overlaps pods 10.65.0.0/16 of spare', 'addresses that no pod', 'choose another block',
  ],
  [
    'an unknown neighbour', (l) => (main(l).talksTo = ['x']), '/clusters/main  talksTo', 'x',
    'other .* \\(spare\\)', 'correct',
  ],
  [
    'itself as neighbour', (l) => (main(l).talksTo = ['main']), '/clusters/main  talksTo', 'main', 'other clusters',
    'correct',
  ],
  [
    'talksTo as a text', (l) => (main(l).talksTo = 'spare'), '/clusters/main  talksTo', 'spare',
    'a list of cluster names', 'as a list',
  ],
  [
    'sites without a link', (l) => l.links.shift(), '/clusters/main  links', 'no round trip time between e1 and e2',
    'a link for each two sites', "link\\('e1', 'e2', \\{ rtt: Duration.millis",
  ],
  [
    'neighbours without a link', (l) => l.links.pop(), '/clusters/main  links',
    'no round trip time between e2 and w1', 'a link for each two sites', 'link',
  ],
];

describe.each<[string, readonly Case[]]>([
  ['cities', CITIES],
  ['sites', SITES],
  ['addresses', ADDRESSES],
  ['hosts', HOSTS],
  ['links', LINKS],
  ['clusters', CLUSTERS],
])('%s', (_part, cases) => {
  it.each(cases)('%s', (_what, spoil, path, got, want, fix) => {
    expect(refusal(spoil).message).toMatch(line(path, got, want, fix));
  });
});

it('reports everything at once, with the number of problems first', () => {
  const { message, problems } = refusal((landscape) => {
    e1(landscape).role = 'spare';
    group(landscape).cpu = 0;
    landscape.links[1].rtt = Duration.millis(0);
    main(landscape).services = '10.80.0.0/8';
  });
  const [first, ...lines] = message.split('\n');
  expect(first).toMatch(/^\d+ problems$/);
  expect(lines).toHaveLength(problems.length);
  expect(problems.map(({ path, at }) => `${path} ${at}`)).toEqual(
    expect.arrayContaining([
      'landscape/sites/e1 role',
      'landscape/sites/e1/master cpu',
      'landscape/links/e1–w1 rtt',
      'landscape/clusters/main services',
    ]),
  );
});

it('says a fault once', () => {
  expect(refusal((landscape) => (group(landscape).cpu = 0)).problems).toHaveLength(1);
  expect(refusal((landscape) => (e1(landscape).role = undefined)).problems).toHaveLength(1);
  expect(refusal((landscape) => (landscape.cities[1].sites[0].hosts = undefined)).problems).toHaveLength(1);
});

it('lets clusters that do not talk use the same pods', () => {
  const landscape = small();
  expect(() =>
    Landscape.of({
      ...landscape,
      clusters: landscape.clusters.map((each) => ({ ...each, pods: '10.64.0.0/16', talksTo: [] })),
    }),
  ).not.toThrow();
});
