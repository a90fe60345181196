import { Duration, Size } from 'cdk8s';
import {
  city,
  cluster,
  ControlPlane,
  type ControlPlaneProps,
  EncryptionAtRest,
  type Environment,
  Environment as Env,
  Etcd,
  host,
  type HostGroup,
  Landscape,
  link,
  masters,
  Platform,
  type Problem,
  site,
  TripodError,
  voters,
  workers,
} from 'tripod-iac';
import { cityOf, PROPS, type Room } from '../support/control-plane';

/** The problems of what is refused; none where it is accepted. */
function problems(make: () => unknown): readonly Problem[] {
  try {
    make();
  } catch (error) {
    if (error instanceof TripodError) return error.problems;
    throw error;
  }
  return [];
}

/** Whether there is a problem at that place, which says how to mend it. */
function expectRefused(make: () => unknown, place: string, fix: string): void {
  const found = problems(make).map((problem) => ({
    place: [problem.path, problem.at].filter((part) => part !== undefined).join(' '),
    fix: problem.fix,
  }));
  expect(found).toContainEqual({ place, fix: expect.stringContaining(fix) as string });
}

const GOOD: readonly Room[] = [
  { masters: 2, vip: '10.0.0.5' },
  { masters: 2, vip: '10.1.0.5' },
  { masters: 1, role: 'witness' },
];

const make = (props: object, rooms: readonly Room[] = GOOD) =>
  new ControlPlane(cityOf(...rooms), 'cp', { ...PROPS, ...props });

const external = (...endpoints: string[]) => ({ etcd: Etcd.external({ endpoints }) });
const kms = (name: unknown, endpoint: unknown) => ({
  encryption: EncryptionAtRest.kms({ name, endpoint } as never),
});

it('what the cases start from is accepted', () => {
  expect(problems(() => make({}))).toEqual([]);
  expect(problems(() => make({ virtualRouterIds: { s1: 1, s2: 255 } }))).toEqual([]);
  expect(problems(() => make({ certificateValidity: Duration.days(1095) }))).toEqual([]);
  expect(problems(() => make({ certificateValidity: Duration.hours(24) }))).toEqual([]);
  expect(problems(() => make({ upgradeFrom: '1.33.9' }))).toEqual([]);
  expect(problems(() => make({ certSANs: ['*.bank.example', 'fd00::1', '10.0.0.9', 'api'] }))).toEqual([]);
  expect(problems(() => make(external('https://etcd-1.bank.example:2379')))).toEqual([]);
  expect(problems(() => make(external('https://[fd00::1]:2379', 'https://[fd00::2]:2379', 'https://e:1')))).toEqual([]);
  expect(problems(() => make(kms('hsm', 'unix:///run/kms/plugin.sock')))).toEqual([]);
});

it('masters that do not vote may be even, and far from each other', () => {
  const apart: Room[] = [{ masters: 1 }, { masters: 1, rtt: 30 }];
  expectRefused(() => make({ interface: undefined }, apart), 'all/cp masters', 'add a master');
  const outside = { interface: undefined, ...external('https://etcd.bank.example:2379') };
  expect(problems(() => make(outside, apart))).toEqual([]);
});

const CASES: readonly [
  what: string,
  props: Partial<Record<keyof ControlPlaneProps, unknown>>,
  at: string,
  fix: string,
][] = [
  ['no endpoint', { endpoint: undefined }, 'endpoint', 'for example `api.prod.bank.example`'],
  ['an address as endpoint', { endpoint: '10.0.0.5' }, 'endpoint', 'would tie every client to one site'],
  ['a name of the cluster itself', { endpoint: 'api.cluster.local' }, 'endpoint', "the bank's own DNS"],
  ['no interface for a VIP', { interface: undefined }, 'interface', 'ip -brief address'],
  ['the port of the API server', { loadBalancerPort: 6443 }, 'loadBalancerPort', 'leave it out for 8443'],
  ['the port of etcd of events', { loadBalancerPort: 12379 }, 'loadBalancerPort', 'leave it out for 8443'],
  ['a privileged port', { loadBalancerPort: 443 }, 'loadBalancerPort', 'leave it out for 8443'],
  ['more pods than addresses', { podsPerNode: 400 }, 'podsPerNode', 'leave it out for 110'],

  ['a SAN with a scheme', { certSANs: ['https://api.bank.example'] }, 'certSANs[0]', '10.10.0.9'],
  ['a SAN with a port', { certSANs: ['ok.example', 'api.bank.example:6443'] }, 'certSANs[1]', 'for example'],
  ['a SAN in capitals', { certSANs: ['API.bank.example'] }, 'certSANs[0]', 'for example `api.dr.bank.example`'],
  ['a wildcard inside', { certSANs: ['api.*.example'] }, 'certSANs[0]', '*.bank.example'],
  ['a wildcard in a label', { certSANs: ['api*.bank.example'] }, 'certSANs[0]', '*.bank.example'],
  ['a wildcard for addresses', { certSANs: ['*.10.0.0.1'] }, 'certSANs[0]', 'for example'],
  ['a block of addresses', { certSANs: ['10.0.0.0/24'] }, 'certSANs[0]', 'for example'],
  ['an address with a zone', { certSANs: ['fe80::1%eth0'] }, 'certSANs[0]', 'for example'],
  ['half an address', { certSANs: ['10.0.0'] }, 'certSANs[0]', 'for example'],
  ['a SAN twice', { certSANs: ['a.example', 'a.example'] }, 'certSANs[1]', 'remove one of the two'],
  ['one SAN without a list', { certSANs: 'api.bank.example' }, 'certSANs', 'for example `certSANs:'],

  ['certificates for a century', { certificateValidity: Duration.hours(876_000) }, 'certificateValidity', 'a year'],
  ['a day over three years', { certificateValidity: Duration.days(1096) }, 'certificateValidity', 'a year'],
  ['certificates for an hour', { certificateValidity: Duration.hours(1) }, 'certificateValidity', 'a year'],
  ['half a day', { certificateValidity: Duration.hours(36) }, 'certificateValidity', 'leave it out for a year'],
  ['a lifetime as a number', { certificateValidity: 8760 }, 'certificateValidity', 'leave it out for a year'],

  ['a router of nobody', { virtualRouterIds: { s9: 60 } }, 'virtualRouterIds.s9', 'correct the name'],
  ['a router without a VIP', { virtualRouterIds: { s3: 60 } }, 'virtualRouterIds.s3', 'correct the name'],
  ['router 0', { virtualRouterIds: { s1: 0 } }, 'virtualRouterIds.s1', 'remove it from `virtualRouterIds`'],
  ['router 256', { virtualRouterIds: { s1: 256 } }, 'virtualRouterIds.s1', 'remove it'],
  ['one router for two sites', { virtualRouterIds: { s1: 70, s2: 70 } }, 'virtualRouterIds.s1', 'another number'],
  ['the router of another site', { virtualRouterIds: { s1: 52 } }, 'virtualRouterIds.s1', 'between 1 and 255'],

  ['a service by TCP', kms('hsm', 'tcp://10.0.0.1:9000'), 'encryption.endpoint', 'unix:///run/kms/plugin.sock'],
  ['a socket in no folder', kms('hsm', 'unix:///kms.sock'), 'encryption.endpoint', 'for example'],
  ['a socket above its folder', kms('hsm', 'unix:///run/../kms.sock'), 'encryption.endpoint', 'for example'],
  ['a socket among keys', kms('hsm', 'unix:///etc/kubernetes/pki/s'), 'encryption.endpoint', 'for example'],
  ['an abstract socket', kms('hsm', 'unix:///@kms'), 'encryption.endpoint', 'for example'],
  ['a path too long', kms('hsm', `unix:///run/${'x'.repeat(120)}/s`), 'encryption.endpoint', 'for example'],
  ['a provider with a colon', kms('a:b', 'unix:///run/kms/s'), 'encryption.name', "name: 'hsm'"],
  ['a provider without a name', kms('', 'unix:///run/kms/s'), 'encryption.name', "name: 'hsm'"],
  [
    'a key in plain text',
    { encryption: EncryptionAtRest.secretbox({ key: 'c2VjcmV0' as never }) },
    'encryption.key',
    'SecretValue',
  ],
  ['a provider as a text', { encryption: 'aescbc' }, 'encryption', 'leave `encryption` out'],

  ['etcd without TLS', external('http://10.10.0.61:2379'), 'etcd.endpoints[0]', 'https://10.10.0.61:2379'],
  ['etcd without a port', external('https://10.10.0.61'), 'etcd.endpoints[0]', 'Etcd.external'],
  ['etcd behind a path', external('https://10.10.0.61:2379/v3'), 'etcd.endpoints[0]', 'Etcd.external'],
  ['etcd at a port too high', external('https://10.10.0.61:99999'), 'etcd.endpoints[0]', 'Etcd.external'],
  ['etcd at no address', external('https://10.10.0.661:2379'), 'etcd.endpoints[0]', 'Etcd.external'],
  ['two members', external('https://a.example:2379', 'https://b.example:2379'), 'etcd.endpoints', 'name all members'],
  ['a member twice', external('https://a:1', 'https://b:1', 'https://a:2'), 'etcd.endpoints', 'name each member once'],
  ['no member', external(), 'etcd.endpoints', 'Etcd.external'],
  ['etcd as a text', { etcd: 'external' }, 'etcd', 'Etcd.external'],
  [
    'events beside etcd outside',
    { eventsEtcd: true, ...external('https://a:1') },
    'eventsEtcd',
    'leave `eventsEtcd` out',
  ],
  ['events maybe', { eventsEtcd: 'yes' }, 'eventsEtcd', 'leave `eventsEtcd` out'],

  ['a time server with a port', { timeServers: ['ntp.bank.example:123'] }, 'timeServers[0]', 'ntp.bank.example'],
  ['an option of chrony', { timeServers: ['ntp.bank.example iburst'] }, 'timeServers[0]', 'ntp.bank.example'],
  ['a time server twice', { timeServers: ['10.0.0.9', '10.0.0.9'] }, 'timeServers[1]', 'remove one of the two'],
  ['machines that cannot be reached', { machines: { run: () => '' } }, 'machines', 'leave `machines` out'],
  ['cloud-init maybe', { cloudInit: 1 }, 'cloudInit', 'leave `cloudInit` out'],
  ['no round trip', { maxRoundTrip: Duration.millis(0) }, 'maxRoundTrip', 'leave it out for 10 ms'],
  ['a minor skipped', { upgradeFrom: '1.32.9' }, 'upgradeFrom', 'upgrade to the minors in between first'],
  ['a way back', { upgradeFrom: '1.35.0' }, 'upgradeFrom', 'leave it out'],
  ['a version of nobody', { upgradeFrom: 'v1' }, 'upgradeFrom', 'leave it out'],
];

it.each(CASES)('%s', (_, props, at, fix) => {
  expectRefused(() => make(props), `all/cp ${at}`, fix);
});

it.each<[string, readonly Room[], string, string]>([
  ['two masters', [{ masters: 2, vip: '10.0.0.5' }], 'all/cp masters', 'add a master, in a third site'],
  ['four masters', [{ masters: 3, vip: '10.0.0.5' }, { masters: 1 }], 'all/cp masters', 'or take one away'],
  ['nine masters', [{ masters: 9, vip: '10.0.0.5' }], 'all/cp masters', 'five survive any two failures'],
  ['no master', [{ masters: 0 }], 'all/cp masters', 'add `masters(…)`'],
  [
    'masters without a VIP',
    [{ masters: 3 }],
    'all/cp/s1 vip',
    'set `vip` of the site to a free address of 10.0.0.0/24',
  ],
  ['a VIP without masters', [{ masters: 1 }, { masters: 0, vip: '10.1.0.5' }], 'all/cp/s2 vip', 'remove `vip`'],
  [
    'sites too far apart',
    [{ masters: 1 }, { masters: 1 }, { masters: 1, rtt: 12 }],
    'all/cp masters',
    'raise `maxRoundTrip`',
  ],
  [
    'an election that etcd refuses',
    [{ masters: 1 }, { masters: 1 }, { masters: 1, rtt: 5001 }],
    'all/cp masters',
    'a cluster of its own',
  ],
])('%s', (_, rooms, place, fix) => {
  expectRefused(() => make({}, rooms), place, fix);
});

/** Three sites with a witness of these hosts. */
function withWitness(...hosts: readonly HostGroup[]): Environment {
  const names = ['a', 'b', 'w'];
  const room = (name: string, index: number, groups: readonly HostGroup[]) =>
    site(name, { role: name === 'w' ? 'witness' : 'active', subnet: `10.${index}.0.0/24`, hosts: groups });
  const landscape = Landscape.of({
    cities: [
      city('shanghai', [
        room('a', 0, [masters(1), workers(2)]),
        room('b', 1, [masters(1), workers(2)]),
        room('w', 2, hosts),
      ]),
    ],
    links: [
      link('a', 'b', { rtt: Duration.millis(1) }),
      link('a', 'w', { rtt: Duration.millis(1) }),
      link('b', 'w', { rtt: Duration.millis(1) }),
    ],
    clusters: [cluster('all', { sites: names, pods: '10.128.0.0/14', services: '10.96.0.0/16' })],
  });
  return new Env(new Platform(), 'all', { landscape, tier: 'production' });
}

describe('a witness room', () => {
  const FIX = 'give the hosts of that group more `cpu` and `memory`, or another host some of its roles';
  const inWitness = (...hosts: readonly HostGroup[]) =>
    problems(() => new ControlPlane(withWitness(...hosts), 'cp', { endpoint: 'api.bank.example' }));

  it.each<[string, HostGroup[], object]>([
    [
      'a master of one CPU',
      [masters(1, { cpu: 1, memory: Size.gibibytes(8) })],
      { path: 'all/cp/w/w-master-1', at: 'cpu', want: expect.stringContaining('at least 2 CPUs') },
    ],
    [
      'a master of 2 GiB, which kubeadm would take',
      [masters(1, { cpu: 2, memory: Size.gibibytes(2) })],
      { path: 'all/cp/w/w-master-1', at: 'memory', got: '2 CPUs and 2 GiB' },
    ],
    [
      'a master of 8 GiB that breaks ties as well',
      [masters(1, { cpu: 4, memory: Size.gibibytes(8), also: ['voter'] })],
      {
        path: 'all/cp/w/w-master-1',
        at: 'memory',
        got: '4 CPUs and 8 GiB',
        want: 'at least 3 CPUs and 8.4 GiB for kubelet, system, etcd, API server, controller manager, scheduler, haproxy, Ceph monitor, Elasticsearch master',
      },
    ],
    [
      'a voter of 4 GiB',
      [masters(1), voters(1, { memory: Size.gibibytes(4) })],
      { path: 'all/cp/w/w-voter-1', at: 'memory', want: expect.stringContaining('Ceph monitor, Elasticsearch master') },
    ],
  ])('is too small with %s', (_, hosts, problem) => {
    expect(inWitness(...hosts)).toEqual([expect.objectContaining({ ...problem, fix: FIX })]);
  });

  it.each<[string, HostGroup[]]>([
    ['a master of 2 CPUs and 6 GiB', [masters(1, { cpu: 2, memory: Size.gibibytes(6) })]],
    [
      'one host of 16 GiB for everything',
      [host('w', { roles: ['control-plane', 'voter'], cpu: 4, memory: Size.gibibytes(16) })],
    ],
  ])('is large enough with %s', (_, hosts) => {
    expect(inWitness(...hosts)).toEqual([]);
  });

  const three = ['https://10.0.0.61:2379', 'https://10.1.0.61:2379', 'https://10.2.0.61:2379'];
  it.each<[string, object, string[]]>([
    ['stacked etcd', {}, ['8.4 GiB for kubelet, system, etcd, API server']],
    ['an etcd outside', external(...three), []],
    ['an etcd of events', { eventsEtcd: true }, ['8.8 GiB for kubelet, system, etcd, etcd of events, API server']],
  ])('needs room for what runs there with %s', (_, props, want) => {
    const master = masters(1, { cpu: 4, memory: Size.gibibytes(8), also: ['voter'] });
    const found = problems(
      () => new ControlPlane(withWitness(master), 'cp', { endpoint: 'api.bank.example', ...props }),
    );
    expect(found).toEqual(
      want.map((text) => expect.objectContaining({ at: 'memory', want: expect.stringContaining(text) })),
    );
  });
});

describe('the landscape', () => {
  const one = (props: object) => () =>
    Landscape.of({
      cities: [
        city('shanghai', [
          site('a', { role: 'active', subnet: '10.0.0.0/24', vip: '10.0.0.5', hosts: [masters(3)], ...props }),
          site('b', { role: 'active', subnet: '10.1.0.0/24', vip: '10.1.0.5', hosts: [workers(1)] }),
        ]),
      ],
      links: [link('a', 'b', { rtt: Duration.millis(1) })],
      clusters: [cluster('all', { sites: ['a', 'b'], pods: '10.128.0.0/14', services: '10.96.0.0/16' })],
    });
  const blocks = (pods: string, services: string) => () =>
    Landscape.of({
      cities: [city('shanghai', [site('a', { role: 'active', subnet: '10.0.0.0/24', hosts: [masters(1)] })])],
      clusters: [cluster('all', { sites: ['a'], pods, services })],
    });

  it.each<[string, () => unknown, string, string]>([
    [
      'a VIP outside of its subnet',
      one({ vip: '192.168.0.5' }),
      'landscape/sites/a vip',
      'choose an address of the subnet',
    ],
    ['a VIP of another site', one({ vip: '10.1.0.5' }), 'landscape/sites/a vip', 'choose an address of the subnet'],
    [
      'a VIP on a host',
      one({ vip: '10.0.0.2', hosts: [masters(3, { from: '10.0.0.2' })] }),
      'landscape/sites/a/a-master-1 address',
      'another address',
    ],
    ['a VIP on the router', one({ vip: '10.0.0.1' }), 'landscape/sites/a vip', 'another address'],
    [
      'one subnet for two sites',
      one({ subnet: '10.1.0.0/24', vip: '10.1.0.9' }),
      'landscape/sites/b subnet',
      'renumber',
    ],
    [
      'pods and services in one block, which kubeadm takes',
      blocks('10.96.0.0/16', '10.96.0.0/16'),
      'landscape/clusters/all pods',
      'choose another block for one of the two',
    ],
    [
      'services among the hosts',
      blocks('10.128.0.0/14', '10.0.0.0/16'),
      'landscape/clusters/all services',
      'another block',
    ],
  ])('refuses %s', (_, attempt, place, fix) => {
    expectRefused(attempt, place, fix);
  });
});
