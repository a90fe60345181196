import { App, Duration, Size } from 'cdk8s';
import {
  Calico,
  type CalicoProps,
  CephNetwork,
  type Component,
  ControlPlane,
  type ControlPlaneProps,
  Distribution,
  ElasticStack,
  type ElasticStackProps,
  EncryptionAtRest,
  Environment,
  Etcd,
  EtcdSnapshots,
  type EtcdSnapshotsProps,
  ExistingMachines,
  Fence,
  isNetwork,
  Isolation,
  Jenkins,
  type JenkinsProps,
  KeyManagement,
  OvsSdn,
  type OvsSdnProps,
  render,
  RookCeph,
  type RookCephProps,
  SitePair,
  type SitePairProps,
  Standby,
} from 'tripod-iac';
import { bank, environment } from '../support/bank';
import { type Garbage, GARBAGE, notRefused, only, outcome } from '../support/garbage';
import { Part } from '../support/part';

type Make = (scope: Environment, props: never) => Component;

interface Case {
  readonly make: Make;
  /** Props without which it is refused. */
  readonly given: object;
  /** A valid value for every prop. */
  readonly valid: object;
  /** Garbage that is a value after all: names, numbers and switches. `undefined` is, unless the prop is in `given`. */
  readonly accepts: Readonly<Record<string, readonly Garbage[]>>;
  readonly owner: () => Environment;
}

/** The compiler checks that `valid` names every prop. */
function trial<Props extends object>(
  make: (scope: Environment, props: Props) => Component,
  given: Partial<Props>,
  valid: { readonly [Prop in keyof Required<Props>]: Props[Prop] },
  accepts: Partial<Record<keyof Props, readonly Garbage[]>> = {},
  owner = () => environment(),
): Case {
  return { make: make, given, valid, accepts: accepts as Case['accepts'], owner };
}

const volumes = { storageClassName: 'block', shared: false };
const TEXTS = ['the text x', 'the text undefined'] as const;
const CITIES = [...TEXTS, 'an upper-case text'] as const;
const calico = (scope: Environment, props: CalicoProps) => new Calico(scope, 'it', props);
const ovs = (scope: Environment, props: OvsSdnProps) => new OvsSdn(scope, 'it', props);
const etcd = (scope: Environment, props: EtcdSnapshotsProps) => new EtcdSnapshots(scope, 'it', props);
const openshift = () => environment('production', { distribution: Distribution.openshift('4.16') });
const store = { endpoint: 'https://s3.bank.example', bucket: 'etcd' };
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const ROLES = [
  ...[...TEXTS, 'a very long text', 'a command', 'a substitution', 'a backtick', 'a quote', 'a YAML map'],
  ...(['a YAML alias', 'an upper-case text'] as const),
] as Garbage[];
const FENCE = Fence.external({ what: 'power', by: 'the shift' });
/** What takes over has all that is compared. */
const hefei = environment('remote-dr');
new Calico(hefei, 'network');
const network = { isolation: Isolation.flat(), mtu: 8950, needs: [] };

const CASES: Readonly<Record<string, Case>> = {
  Calico: trial<CalicoProps>(
    calico,
    {},
    { ...network, pools: [{ name: 'all', cidr: '10.128.0.0/14' }], encapsulation: 'IPIP' },
  ),
  'OvsSdn on Kubernetes': trial<OvsSdnProps>(ovs, {}, { ...network, port: 7000, hostPrefix: undefined }),
  'OvsSdn on OpenShift': trial<OvsSdnProps>(ovs, {}, { ...network, port: 7000, hostPrefix: 24 }, {}, openshift),
  ControlPlane: trial<ControlPlaneProps>(
    (scope, props) => new ControlPlane(scope, 'it', props),
    { endpoint: 'api.bank.example', interface: 'eth0' },
    {
      endpoint: 'api.other.example',
      interface: 'bond0.7',
      loadBalancerPort: 9443,
      dnsDomain: 'k8s.example',
      podsPerNode: 200,
      maxRoundTrip: Duration.millis(5),
      certSANs: ['api.dr.bank.example', '10.10.0.100'],
      etcd: Etcd.external({ endpoints: ['https://10.10.0.61:2379'] }),
      eventsEtcd: true,
      encryption: EncryptionAtRest.kms({ name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock' }),
      certificateValidity: Duration.days(90),
      upgradeFrom: '1.33.8',
      virtualRouterIds: { 'sh-a': 101 },
      timeServers: ['ntp.bank.example', '10.10.0.100'],
      machines: new ExistingMachines({ user: 'admin', jump: 'admin@bastion.bank.example' }),
      cloudInit: true,
      needs: [],
    },
    {
      interface: [...TEXTS, 'an upper-case text'],
      dnsDomain: TEXTS,
      maxRoundTrip: ['a Duration'],
      certSANs: ['a list', "['x']"],
      eventsEtcd: ['true'],
      // No router is named.
      virtualRouterIds: ['an object', 'an object without prototype'],
      timeServers: ['a list', "['x']"],
      cloudInit: ['true'],
    },
  ),
  RookCeph: trial<RookCephProps>(
    (scope, props) => new RookCeph(scope, 'it', props),
    {},
    {
      sites: [bank.site('hf-a')],
      monitors: 3,
      copies: 3,
      failureDomain: 'rack',
      deviceFilter: '^nvme',
      network: CephNetwork.hosts(),
      keys: KeyManagement.vault({ address: 'https://vault.bank.example', path: 'ceph' }),
      encryptedDisks: true,
      blockQuota: Size.tebibytes(1),
      sharedQuota: Size.tebibytes(1),
      bucketQuota: Size.tebibytes(1),
      encryption: false,
      defaultClass: false,
      sharedFilesystem: false,
      objectStore: false,
      bucketCertificate: 'bucket-tls',
      bucketAuthorities: 'bank-ca',
      realm: undefined,
      bucketEndpoint: undefined,
      needs: [],
    },
    {
      encryption: ['true'],
      encryptedDisks: ['true'],
      defaultClass: ['true'],
      sharedFilesystem: ['true'],
      objectStore: ['true'],
      bucketCertificate: TEXTS,
      bucketAuthorities: TEXTS,
      // Regular expressions that match what is spelled so.
      deviceFilter: [...TEXTS, 'an upper-case text'],
    },
    () => environment('remote-dr'),
  ),
  ElasticStack: trial<ElasticStackProps>(
    (scope, props) => new ElasticStack(scope, 'it', props),
    { volumes },
    {
      volumes,
      retention: Duration.days(30),
      dataNodes: 1,
      memory: Size.gibibytes(8),
      disk: Size.gibibytes(100),
      sites: undefined,
      needs: [],
    },
  ),
  Jenkins: trial<JenkinsProps>(
    (scope, props) => new Jenkins(scope, 'it', props),
    { url: 'https://jenkins.bank.example', volumes },
    {
      url: 'https://bank.example/ci',
      volumes,
      size: Size.gibibytes(20),
      agents: 3,
      admit: ['edge', '10.10.0.0/24'],
      updateCenter: 'https://mirror.bank.example',
      needs: [],
    },
    // Nobody but the agents; and a namespace.
    { admit: ['a list', "['x']"] },
  ),
  'RookCeph over two sites': trial<Pick<RookCephProps, 'monitors' | 'copies' | 'failureDomain'>>(
    (scope, props) => new RookCeph(scope, 'it', props),
    {},
    { monitors: 5, copies: 4, failureDomain: 'site' },
  ),
  'EtcdSnapshots at a site': trial<EtcdSnapshotsProps>(
    etcd,
    { ...store, storeSite: 'hf-a' },
    {
      endpoint: 'https://10.0.0.1:9000',
      bucket: 'b.c-d',
      storeSite: 'hf-a',
      storeCity: undefined,
      region: 'cn-east-1',
      caBundle: PEM,
      interval: Duration.hours(2),
      retention: Duration.days(7),
      needs: [],
    },
    { bucket: ['the text undefined'], region: [...TEXTS, 'an upper-case text'] },
  ),
  SitePair: trial<SitePairProps>(
    (scope, props) => new SitePair(scope, 'it', props),
    { with: hefei, standby: Standby.warm(), fence: FENCE },
    {
      with: hefei,
      standby: Standby.warm(),
      fence: FENCE,
      witness: undefined,
      traffic: undefined,
      data: [],
      decidedBy: 'the head of operations',
      decision: Duration.minutes(20),
      approvals: 1,
      doneBy: 'the shift',
      dns: Duration.minutes(1),
      times: { health: Duration.minutes(5) },
      exceptions: [{ of: 'network', reason: 'nobody misses it for a day' }],
      covers: ['etcd'],
      needs: [],
    },
    {
      decidedBy: ROLES,
      doneBy: ROLES,
      data: ['a list'],
      times: ['an object', 'an object without prototype'],
      exceptions: ['a list'],
      covers: ['a list', "['x']"],
    },
  ),
  'EtcdSnapshots in a city': trial<Pick<EtcdSnapshotsProps, 'storeCity'>>(
    (scope, props) => etcd(scope, { ...store, ...props }),
    { storeCity: 'chengdu' },
    { storeCity: "Xi'an" },
    { storeCity: CITIES },
  ),
};

/** Environments in which a case was only refused so far: they have nothing of it. */
const unused = new Map<Case, Environment>();

/** Makes the component with props, beside a network, and renders all. */
function build(trial: Case, props: unknown): unknown {
  const scope = unused.get(trial) ?? trial.owner();
  unused.set(trial, scope);
  const component = made(trial, scope, props);
  unused.delete(trial);
  if (!isNetwork(component)) new Calico(scope, 'network');
  return render(scope);
}

function made({ make }: Case, scope: Environment, props: unknown): Component {
  try {
    return make(scope, props as never);
  } catch (error) {
    scope.node.tryRemoveChild('it');
    throw error;
  }
}

describe.each(Object.entries(CASES))('%s', (_, trial) => {
  const { given, valid, accepts } = trial;

  it.each(Object.keys(valid))('takes no garbage for %s, and no raw error comes of it', (prop) => {
    const optional: readonly Garbage[] = prop in given ? [] : ['undefined'];
    const none: readonly Garbage[] = prop === 'needs' ? ['a list', '[undefined]'] : [];
    const run = (value: unknown) => build(trial, { ...given, [prop]: value });
    expect(notRefused(run, prop)).toEqual(only(...optional, ...none, ...(accepts[prop] ?? [])));
    expect(outcome(() => run(valid[prop as never]))).toBe('accepted');
  });

  it('takes no garbage for all props together', () => {
    const fields = ['an object', 'a nested object', 'an object without prototype', 'a Date', 'a Map', /Size|Duration/];
    const whole = Object.keys(notRefused((props) => build(trial, props)));
    const bare = Object.keys(given).length === 0;
    const objects = whole.filter((name) => !fields.some((field) => name.match(field)) && name !== 'undefined');
    expect(bare ? objects : whole).toEqual([]);
  });
});

describe('needs', () => {
  it.each(Object.entries(CASES).filter(([, { valid }]) => 'needs' in valid))(
    'of %s are components of the same environment',
    (_, trial) => {
      const foreign = new Part(
        new Environment(trial.owner().node.root, 'test', { landscape: bank, tier: 'test' }),
        'p',
      );
      for (const need of [[foreign], ['network'], [trial.owner()], [{ stage: 'network' }], 'network', foreign]) {
        expect(outcome(() => build(trial, { ...trial.given, needs: need }), 'needs')).toBe('refused');
      }
    },
  );

  it('that are added later are components too', () => {
    const part = new Part(environment(), 'part');
    const raw = Object.values(GARBAGE).filter((value) => value !== undefined);
    for (const value of raw) expect(outcome(() => part.need(value as never), 'needs')).toBe('refused');
    expect(part.needs).toEqual([]);
  });
});

/** Places inside of props: a value there, and what is accepted. In a plain App, where no environment knows better. */
const host = { name: 'h', rack: 'r', memory: Size.gibibytes(64) };
const hosts = ['a', 'b', 'c'].map((name) => ({ ...host, name }));
const rook = bank.site('hf-a');
const storage = rook.hosts.filter(({ roles }) => roles.includes('storage'));
const inPool = (field: object) =>
  new Calico(new App(), 'it', { pools: [{ name: 'a', cidr: '10.0.0.0/16', ...field }] });
const inSite = (field: object) =>
  new ElasticStack(new App(), 'it', { volumes, sites: [{ name: 'a', role: 'data', hosts, ...field }] });
const inHost = (field: object) => inSite({ hosts: [...hosts, { ...host, ...field }] });
const inRook = (field: object) => new RookCeph(new App(), 'it', { sites: [{ ...rook, ...field }] });
const inRookHost = (field: object) => inRook({ hosts: [...storage, { ...storage[0]!, name: 'h', ...field }] });
const inVolumes = (field: object) =>
  new Jenkins(new App(), 'it', { url: 'https://x.example', volumes: { ...volumes, ...field } });

it.each<[string, string, (value: never) => unknown, readonly Garbage[]]>([
  ['name of a pool', 'pools', (name) => inPool({ name }), TEXTS],
  ['block of a pool', 'cidr', (cidr) => inPool({ cidr }), []],
  ['site of a pool', 'site', (site) => inPool({ site }), ['undefined', ...TEXTS]],
  ['name of a site for logs', 'name', (name) => inSite({ name }), TEXTS],
  ['role of a site for logs', 'role', (role) => inSite({ role }), []],
  ['hosts of a site for logs', 'hosts', (list) => inSite({ hosts: list }), []],
  ['name of a host for logs', 'hosts', (name) => inHost({ name }), TEXTS],
  ['rack of a host for logs', 'hosts', (rack) => inHost({ rack }), [...TEXTS, 'an upper-case text']],
  ['memory of a host for logs', 'hosts', (memory) => inHost({ memory }), ['a Size that is not whole']],
  ['name of a site for storage', 'sites', (name) => inRook({ name }), TEXTS],
  ['role of a site for storage', 'sites', (role) => inRook({ role }), []],
  ['hosts of a site for storage', 'hosts', (list) => inRook({ hosts: list }), []],
  ['roles of a host for storage', 'sites', (roles) => inRookHost({ roles }), []],
  ['disks of a host for storage', 'disks', (disks) => inRookHost({ disks }), []],
  ['memory of a host for storage', 'memory', (memory) => inRookHost({ memory }), ['a Size that is not whole']],
  ['threads of a host for storage', 'cpu', (cpu) => inRookHost({ cpu }), []],
  ['class of volumes', 'volumes', (storageClassName) => inVolumes({ storageClassName }), TEXTS],
])('the %s takes no garbage', (_, at, run, accepted) => {
  const found = notRefused(run);
  expect({ at, found }).toEqual({ at, found: only(...accepted) });
});

it.each(['Calico', 'ElasticStack', 'RookCeph', 'Jenkins'])('%s takes no garbage in a plain App either', (name) => {
  const { make, given, valid, accepts } = CASES[name]!;
  for (const prop of Object.keys(valid)) {
    const found = notRefused((value) => make(new App() as never, { ...given, [prop]: value } as never));
    const none: readonly Garbage[] = prop === 'needs' ? ['a list', '[undefined]'] : [];
    const taken = Object.keys(only('undefined', ...none, ...(accepts[prop] ?? [])));
    expect({ prop, raw: Object.values(found).filter((result) => result !== 'accepted') }).toEqual({ prop, raw: [] });
    expect(taken).toEqual(expect.arrayContaining(Object.keys(found)));
  }
});
