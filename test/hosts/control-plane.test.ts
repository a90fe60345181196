import { App, Duration } from 'cdk8s';
import {
  type ActivePassive,
  API_CLIENT_TIMEOUT,
  Calico,
  ControlPlane,
  type ControlPlaneProps,
  Distribution,
  EncryptionAtRest,
  type Environment,
  Etcd,
  ExistingMachines,
  formatProblem,
  render,
  type Replicas,
  TripodError,
  type Voters,
} from 'tripod-iac';
import { environment } from '../support/bank';
import { cityOf, documents, hostFile, PROPS, rendered, type Room } from '../support/control-plane';
import type { Loose } from '../support/objects';

const KUBEADM = '/etc/kubernetes/kubeadm.yaml';

/** Everything that a control plane leads to, as one text. */
function everything(props: Partial<ControlPlaneProps> = {}): string {
  const owner = environment();
  const component = new ControlPlane(owner, 'control-plane', { ...PROPS, ...props });
  new Calico(owner, 'network');
  const files = render(owner).hostFiles.map(({ file, content }) => [file.host.name, file.path, content]);
  const { steps, prerequisites, facts, bootCommands } = component;
  return JSON.stringify([files, steps, prerequisites, facts, bootCommands]);
}

/** The problems of a control plane that is refused. */
function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof TripodError) return error.problems.map(formatProblem).join('\n');
    throw error;
  }
  return 'accepted';
}

describe('a control plane in production', () => {
  const rendering = rendered();
  const component = rendering.components.find(({ component }) => component.node.id === 'control-plane')?.component;

  it.each(['sh-a-master-1', 'sh-b-master-2', 'sh-w-master-1', 'sh-a-storage-1'])('writes the files of %s', (host) => {
    // Scripts are the same for all, and tried where they run.
    const own = rendering.hostFiles.filter(
      ({ file }) => file.host.name === host && !file.path.startsWith('/usr/local/'),
    );
    const text = own.map(({ file, content }) => `### ${file.path} ${file.mode} ${file.owner}\n${content}`).join('\n');
    expect(text).toMatchSnapshot();
  });

  it('says what must be there, and what to do', () => {
    expect({ expects: component?.prerequisites, steps: component?.steps }).toMatchSnapshot();
  });

  it('tells the proof about voters, API servers and VIPs', () => {
    const holders = (site: string) => [`${site}-master-1`, `${site}-master-2`];
    const masters = [...holders('sh-a'), ...holders('sh-b'), 'sh-w-master-1'];
    const groups = masters.map((host) => ({ count: 1, hosts: [host] }));
    const vip = (site: string) => {
      const of = `api-vip-${site}`;
      return [
        { type: 'active-passive', of, hosts: holders(site), reactions: expect.any(Array) },
        { type: 'local', of, site },
        { type: 'dependency', of, on: 'kubernetes-api', for: 'serving' },
        { type: 'patience', of, timers: [API_CLIENT_TIMEOUT] },
        { type: 'dependency', of, on: 'time-out of 2 s in clients of the API', for: 'serving' },
      ];
    };
    expect(component?.facts).toEqual([
      { type: 'voters', of: 'etcd', groups, reactions: expect.any(Array) },
      { type: 'dependency', of: 'etcd', on: 'time (NTP)', for: 'serving' },
      { type: 'replicas', of: 'kubernetes-api', groups, reactions: expect.any(Array) },
      { type: 'dependency', of: 'kubernetes-api', on: 'etcd', for: 'data' },
      ...vip('sh-a'),
      ...vip('sh-b'),
      {
        type: 'alternatives',
        of: 'kubernetes-endpoint',
        among: ['api-vip-sh-a', 'api-vip-sh-b'],
        switchover: [{ name: 'client tries the next address', time: Duration.millis(15_000) }],
      },
      { type: 'dependency', of: 'kubernetes-endpoint', on: 'bank DNS', for: 'serving' },
      ...(component?.facts.filter(({ of }) => of === 'cluster-dns') ?? []),
    ]);
  });

  it.each([
    ['production', 'sh-a-master-1', 13, { count: 3, rules: [{ domain: 'site', maxSkew: 1, countsLost: true }] }],
    ['remote-dr', 'hf-a-master-1', 7, { count: 2, rules: [{ domain: 'rack', maxSkew: 1, countsLost: true }] }],
    ['test', 'sh-t-master-1', 6, { count: 2, rules: [{ domain: 'host', maxSkew: 1, countsLost: true }] }],
  ] as const)('has name servers of the cluster apart in %s', (name, master, hosts, group) => {
    const rendering = rendered(name);
    const [{ spec }] = documents(rendering, master, '/etc/kubernetes/patches/corednsdeployment.yaml');
    const [constraint] = spec.template.spec.topologySpreadConstraints;
    expect([spec.replicas, constraint.minDomains]).toEqual([group.count, group.count]);
    const facts = rendering.components.flatMap(({ component }) => component.facts);
    const fact = facts.find(({ of }) => of === 'cluster-dns') as Replicas;
    expect(fact.groups).toMatchObject([group]);
    expect(fact.groups[0]?.hosts).toHaveLength(hosts);
    expect(fact.moves).toEqual(Duration.seconds(444));
  });

  it.each([
    ['etcd', 'host', [2]],
    ['etcd', 'cut', [2]],
    ['api-vip-sh-a', 'host', [3.61, 6]],
    ['kubernetes-api', 'cut', [8]],
    ['api-vip-sh-a', 'kube-apiserver', [3]],
    ['api-vip-sh-a', 'haproxy', [3.61]],
    ['api-vip-sh-a', 'keepalived', [3.61]],
  ])('tells how long %s takes after %s: %j seconds side by side', (name, to, seconds) => {
    const made = component?.facts.find((fact) => fact.of === name && 'reactions' in fact);
    const reactions = (made as Voters | ActivePassive).reactions?.filter((reaction) => reaction.to === to) ?? [];
    const sums = reactions.map(({ timers }) => timers.reduce((sum, { time }) => sum + time.toMilliseconds(), 0) / 1000);
    expect(sums).toEqual(seconds);
  });

  it('has no endpoint beside the VIP where there is one', () => {
    const alone = rendered('remote-dr').components.find(({ component: { node } }) => node.id === 'control-plane');
    const names = new Set(alone?.component.facts.map(({ of }) => of));
    expect([...names]).toEqual(['etcd', 'kubernetes-api', 'api-vip-hf-a', 'cluster-dns']);
  });

  it('lists what kubeadm starts among the images', () => {
    const repositories = rendering.images.map(({ repository }) => repository);
    for (const name of ['kube-apiserver', 'kube-proxy', 'etcd', 'pause', 'coredns/coredns']) {
      expect(repositories).toContain(`registry.k8s.io/${name}`);
    }
    expect(repositories).toContain('docker.io/library/haproxy');
  });

  it('keeps secrets out of every file and command', () => {
    const text = everything();
    expect(text).not.toMatch(
      /PRIVATE KEY|certificate-authority-data|certificateKey|"token":|[a-z0-9]{6}\.[a-z0-9]{16}/,
    );
  });

  it('stays the same when it is renamed', () => {
    const [one, other] = ['control-plane', 'masters'].map((id) => {
      const owner = environment();
      new ControlPlane(owner, id, PROPS);
      new Calico(owner, 'network');
      return render(owner).hostFiles.map(({ file, content }) => [file.host.name, file.path, content]);
    });
    expect(other).toEqual(one);
  });
});

describe('every prop has an effect', () => {
  it.each<[keyof ControlPlaneProps, Partial<ControlPlaneProps>]>([
    ['endpoint', { endpoint: 'kube.bank.example' }],
    ['interface', { interface: 'ens192' }],
    ['loadBalancerPort', { loadBalancerPort: 16443 }],
    ['dnsDomain', { dnsDomain: 'cluster.bank' }],
    ['podsPerNode', { podsPerNode: 200 }],
    ['certSANs', { certSANs: ['api.dr.bank.example'] }],
    ['etcd', { etcd: Etcd.external({ endpoints: ['https://10.10.0.61:2379'] }) }],
    ['eventsEtcd', { eventsEtcd: true }],
    ['encryption', { encryption: EncryptionAtRest.kms({ name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock' }) }],
    ['certificateValidity', { certificateValidity: Duration.days(90) }],
    ['upgradeFrom', { upgradeFrom: '1.33.8' }],
    ['virtualRouterIds', { virtualRouterIds: { 'sh-b': 101 } }],
    ['timeServers', { timeServers: ['ntp.bank.example'] }],
    ['machines', { machines: new ExistingMachines({ user: 'admin' }) }],
    ['cloudInit', { cloudInit: true }],
  ])('%s changes what is written', (_, props) => {
    expect(everything(props)).not.toBe(everything());
  });

  it('maxRoundTrip accepts sites further apart, and etcd is slowed down for them', () => {
    const far = () => cityOf({ masters: 1 }, { masters: 1 }, { masters: 1, rtt: 150 });
    expect(refusal(() => new ControlPlane(far(), 'cp', { endpoint: 'api.bank.example' }))).toContain('150 ms between');
    const owner = far();
    new ControlPlane(owner, 'cp', { endpoint: 'api.bank.example', maxRoundTrip: Duration.millis(200) });
    new Calico(owner, 'network');
    const [, cluster] = documents(render(owner), 's1-master-1', KUBEADM);
    expect(cluster.etcd.local.extraArgs).toEqual(
      expect.arrayContaining([
        { name: 'heartbeat-interval', value: '150' },
        { name: 'election-timeout', value: '1500' },
      ]),
    );
  });

  it('needs are passed on', () => {
    const owner = environment();
    const first = new ControlPlane(owner, 'first', PROPS);
    expect(new ControlPlane(owner, 'second', { ...PROPS, needs: [first] }).needs).toEqual([first]);
  });
});

describe('every fault is named', () => {
  const good: readonly Room[] = [
    { masters: 2, vip: '10.0.0.5' },
    { masters: 2, vip: '10.1.0.5' },
    { masters: 1, role: 'witness' },
  ];
  it.each<[string, Record<string, unknown>, string]>([
    ['no endpoint', { endpoint: undefined }, 'endpoint: got nothing, want a DNS name'],
    ['an address', { endpoint: '10.0.0.5' }, 'endpoint: got 10.0.0.5, want a DNS name'],
    [
      'a port',
      { endpoint: 'api.bank.example:6443' },
      'want a DNS name in lower case, with a domain and without a port',
    ],
    ['capitals', { endpoint: 'API.bank.example' }, 'endpoint: got API.bank.example'],
    ['one label', { endpoint: 'api' }, 'fix: for example `api.prod.bank.example`'],
    ['a number', { endpoint: 5 }, 'endpoint: got 5'],
    ['a name of the cluster', { endpoint: 'api.cluster.local' }, 'endpoint: got api.cluster.local, inside the domain'],
    ['an empty domain', { dnsDomain: '' }, 'dnsDomain: got an empty text, want a DNS domain'],
    ['a wrong domain', { dnsDomain: 'cluster_local' }, 'fix: leave it out for cluster.local'],
    ['no interface', { interface: undefined }, 'interface: got nothing, want the network interface of the masters'],
    ['an empty interface', { interface: '' }, 'carries the VIP of s1, s2; fix: for example `bond0`'],
    ['a long interface', { interface: 'an-interface-of-20ch' }, 'interface: got an-interface-of-20ch'],
    ['the port of root', { loadBalancerPort: 443 }, 'want a whole number between 1024 and 29999; fix: leave it out'],
    ['a node port', { loadBalancerPort: 30443 }, 'loadBalancerPort: got 30443'],
    ['no number', { loadBalancerPort: Number.NaN }, 'loadBalancerPort: got NaN'],
    ['half a port', { loadBalancerPort: 8443.5 }, 'loadBalancerPort: got 8443.5'],
    ['the port of the API server', { loadBalancerPort: 6443 }, 'a port that no part of Kubernetes takes on a master'],
    ['the port of etcd', { loadBalancerPort: 2379 }, 'loadBalancerPort: got 2379'],
    ['too many pods', { podsPerNode: 500 }, 'podsPerNode: got 500, want a whole number between 10 and 250'],
    ['no pods', { podsPerNode: 0 }, 'fix: leave it out for 110'],
    ['fewer than no pods', { podsPerNode: -1 }, 'podsPerNode: got -1'],
    ['a number for a time', { maxRoundTrip: 10 }, 'maxRoundTrip: got 10, want a Duration above 0'],
    ['no time', { maxRoundTrip: Duration.millis(0) }, 'fix: leave it out for 10 ms'],
  ])('%s', (_, props, text) => {
    const make = () => new ControlPlane(cityOf(...good), 'control-plane', { ...PROPS, ...props });
    expect(refusal(make)).toContain(text);
    expect(refusal(make)).toContain('all/control-plane');
  });

  it.each<[string, readonly Room[], string]>([
    [
      'no master',
      [{ masters: 0 }],
      'masters: got no host with the role control-plane, want at least one master; fix: add',
    ],
    ['two masters', [{ masters: 2, vip: '10.0.0.5' }], 'masters: got 2 (2 in s1), want an odd number'],
    ['an even sum', [{ masters: 3, vip: '10.0.0.5' }, { masters: 1 }], 'masters: got 4 (3 in s1, 1 in s2)'],
    ['nine masters', [{ masters: 9, vip: '10.0.0.5' }], 'want at most 7: every write waits for a majority'],
    ['no VIP', [{ masters: 3 }], 's1  vip: got nothing, want a VIP, since 3 masters stand there; fix: set `vip`'],
    ['a VIP of nobody', [{ masters: 1 }, { masters: 0, vip: '10.1.0.5' }], 's2  vip: got 10.1.0.5, without a master'],
    [
      'two cities',
      [{ masters: 1 }, { masters: 1 }, { masters: 1, rtt: 12 }],
      'got 12 ms between s1 and s3, want at most 10 ms',
    ],
    [
      'two continents',
      [{ masters: 1 }, { masters: 1 }, { masters: 1, rtt: 6000 }],
      'etcd refuses an election time-out above 50000',
    ],
  ])('%s', (_, rooms, text) => {
    expect(refusal(() => new ControlPlane(cityOf(...rooms), 'control-plane', PROPS))).toContain(text);
  });

  it('names all faults together', () => {
    const bad = { endpoint: 'api', interface: '', loadBalancerPort: 1, dnsDomain: '-', podsPerNode: 0 };
    const make = () => new ControlPlane(cityOf({ masters: 2, vip: '10.0.0.5' }, { masters: 2 }), 'cp', bad);
    expect(refusal(make).split('\n')).toHaveLength(7);
  });

  it('refuses an interface that has nothing to carry', () => {
    const make = () => new ControlPlane(cityOf({ masters: 1 }), 'cp', PROPS);
    expect(refusal(make)).toContain('interface: got bond0, without a VIP to put on it, want none; fix: leave it out');
  });

  it('is refused on OpenShift', () => {
    const openshift = environment('production', { distribution: Distribution.openshift('4.16') });
    expect(refusal(() => new ControlPlane(openshift, 'cp', PROPS))).toContain(
      'distribution: got openshift 4.16, want kubernetes, which kubeadm installs; fix: leave the component out',
    );
  });

  it('is refused for a version whose images are not in the catalogue', () => {
    const older = environment('production', { distribution: Distribution.kubernetes('1.34.1') });
    expect(refusal(() => new ControlPlane(older, 'cp', PROPS))).toContain(
      'got kubernetes 1.34.1, want Kubernetes 1.34.4',
    );
  });

  it('is refused in a plain App', () => {
    expect(refusal(() => new ControlPlane(new App() as unknown as Environment, 'cp', PROPS))).toContain(
      'ControlPlane in a plain App, want an Environment around it: it writes host files',
    );
  });
});

describe('one master', () => {
  const single = () => {
    const owner = cityOf({ masters: 1 });
    new ControlPlane(owner, 'control-plane', { endpoint: 'api.bank.example' });
    new Calico(owner, 'network');
    return render(owner);
  };

  it('is reached through its load balancer, without keepalived', () => {
    const paths = single().hostFiles.map(({ file }) => file.path);
    expect(paths).toContain('/etc/haproxy/haproxy.cfg');
    expect(paths.filter((path) => path.includes('keepalived'))).toEqual([]);
    const { prerequisites } = single().components.find(
      ({ component }) => component.node.id === 'control-plane',
    )!.component;
    expect(prerequisites[0]).toBe('DNS: api.bank.example resolves to 10.0.0.2.');
    expect(prerequisites.join()).not.toMatch(/keepalived|VRRP/);
  });

  it('never asks clients to go elsewhere', () => {
    expect(hostFile(single(), 's1-master-1', KUBEADM)).not.toContain('goaway-chance');
    expect(hostFile(rendered(), 'sh-a-master-1', KUBEADM)).toContain('goaway-chance');
  });
});

describe('the order of masters', () => {
  const endpoint = 'api.bank.example';
  it('begins where the endpoint leads to, not in a witness room', () => {
    const owner = cityOf({ masters: 1, role: 'witness' }, { masters: 1 }, { masters: 1 });
    const component = new ControlPlane(owner, 'control-plane', { endpoint });
    expect(component.prerequisites[0]).toContain('resolves to 10.1.0.2 and 10.2.0.2');
    const groups = (component.facts[0] as Loose).groups as { hosts: string[] }[];
    expect(groups.flatMap(({ hosts }) => hosts)).toEqual(['s2-master-1', 's3-master-1', 's1-master-1']);
    expect(component.endpoint).toBe('api.bank.example:8443');
  });

  it('begins in the witness room where no other has masters', () => {
    const owner = cityOf({ masters: 0 }, { masters: 1, role: 'witness' });
    const component = new ControlPlane(owner, 'control-plane', { endpoint });
    expect(component.prerequisites[0]).toContain('resolves to 10.1.0.2.');
  });
});

it('has every name and address of the API in the certificate', () => {
  const cluster = documents(rendered(), 'sh-a-master-1', KUBEADM).find(({ kind }) => kind === 'ClusterConfiguration');
  expect(cluster.apiServer.certSANs).toEqual([
    'api.prod.bank.example',
    '10.10.0.5',
    '10.11.0.5',
    ...['10.10.0.2', '10.10.0.3', '10.11.0.2', '10.11.0.3', '10.12.0.2'],
  ]);
});
