import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  Calico,
  CronJob,
  customResource,
  DaemonSet,
  Deployment,
  Distribution,
  Environment,
  type EnvironmentProps,
  HostFile,
  type HostFileProps,
  image,
  Job,
  none,
  Platform,
  render,
  SecretObject,
  type SecretObjectProps,
  SecretValue,
  StatefulSet,
} from 'tripod-iac';
import { bank, environment } from '../support/bank';
import { type Garbage, notRefused, only, outcome } from '../support/garbage';
import { type Part, partOf, thing } from '../support/part';

type Accepted<Props> = Partial<Record<keyof Props, readonly Garbage[]>>;
type Valid<Props> = { readonly [Prop in keyof Required<Props>]: Props[Prop] };

const TEXTS = ['the text x', 'the text undefined'] as const;
const EMPTY = ['an object', 'an object without prototype'] as const;
const FIELDS = [...EMPTY, 'a nested object'] as const;
/** Texts on one line. */
const PROSE = [
  ...['a command', 'a substitution', 'a backtick', 'a quote', 'a YAML map', 'a YAML alias', 'an upper-case text'],
] as Garbage[];

const shared = partOf(environment());

/** Fills a part beside a network, and renders all; then the part is empty again. */
function rendered(fill: (part: Part) => void): void {
  try {
    fill(shared);
    render(shared.environment!);
  } finally {
    shared.node.children.forEach(({ node }) => shared.node.tryRemoveChild(node.id));
  }
}

/** Tries all garbage for every prop of a construct; the compiler checks that `valid` has all of them. */
function tries<Props extends object>(
  name: string,
  make: (props: Props) => unknown,
  valid: Valid<Props>,
  accepts: Accepted<Props>,
): void {
  describe(name, () => {
    it.each(Object.keys(valid) as (keyof Props & string)[])('takes no garbage for %s', (prop) => {
      const found = notRefused((value) => make({ ...valid, [prop]: value }), prop);
      expect(found).toEqual(only(...(accepts[prop] ?? [])));
    });

    it('takes no garbage for all props together', () => {
      expect(notRefused((props) => make(props))).toEqual({});
      expect(outcome(() => make(valid as unknown as Props))).toBe('accepted');
    });
  });
}

tries<EnvironmentProps>(
  'an Environment',
  (props) => new Environment(new Platform(), 'production', props),
  {
    landscape: bank,
    tier: 'production',
    cluster: undefined,
    distribution: Distribution.kubernetes(),
    mirror: 'registry.bank.example',
    images: { app: { repository: 'registry.bank.example/app', tag: '1.0' } },
    airGapped: false,
    prometheusOperator: false,
    objectives: { host: { rpo: none, rto: Duration.minutes(5) } },
    acceptedRisks: [{ of: 'logs', failure: 'host', reason: 'they are kept on the hosts, too' }],
    vendored: new Map(),
    secretStore: 'vault',
  },
  {
    cluster: ['undefined'],
    distribution: ['undefined'],
    mirror: ['undefined'],
    images: ['undefined', ...EMPTY],
    airGapped: ['undefined', 'true'],
    prometheusOperator: ['undefined', 'true'],
    objectives: ['undefined', ...EMPTY],
    acceptedRisks: ['undefined', 'a list'],
    vendored: ['undefined'],
    secretStore: ['undefined', ...TEXTS],
  },
);

it('the name of an Environment takes no garbage', () => {
  const found = notRefused(
    (name) => new Environment(new Platform(), name, { landscape: bank, tier: 'test', cluster: 'test' }),
    'name',
  );
  expect(found).toEqual(only(...TEXTS));
});

it.each<[string, (value: never) => unknown, readonly Garbage[]]>([
  ['an image', (image) => environment('production', { images: { image } }), []],
  ['an objective', (rpo) => environment('test', { objectives: { city: { rpo, rto: none } } }), ['a Duration']],
  ['a release', (release) => environment('test', { vendored: new Map([['tigera', release]]) }), []],
  ['the name of a namespace', (name) => environment().namespace(name), TEXTS],
  [
    'the level of a namespace',
    (podSecurity) => environment().namespace('a', { podSecurity, reason: 'why not' }),
    ['undefined'],
  ],
  ['what a namespace takes', (props) => environment().namespace('a', props), ['undefined', ...FIELDS]],
  [
    'OpenShift',
    (version) => new Calico(environment('test', { distribution: Distribution.openshift(version) }), 'n'),
    [],
  ],
  ['Kubernetes', (version) => environment('test', { distribution: Distribution.kubernetes(version) }), ['undefined']],
  // Vaults have rules of their own.
  ['the name of a secret', (name) => SecretValue.from(name), [...TEXTS, ...PROSE]],
])('%s takes no garbage', (_, run, accepted) => {
  expect(notRefused(run)).toEqual(only(...accepted));
});

it.each(['banana', '4.', '4.16.x', '3.11', ''])('OpenShift %s ends in no raw error', (version) => {
  const distribution = Distribution.openshift(version);
  expect(outcome(() => new Calico(environment('production', { distribution }), 'n'))).toBe('refused');
});

tries<HostFileProps>(
  'a HostFile',
  (props) => rendered((part) => new HostFile(part, 'file', props)),
  { host: environment().hosts[0]!, path: '/etc/a', content: 'a', mode: '0600', owner: 'a:b', digests: false },
  {
    // Whatever a file says; a script may hold any of these.
    content: [
      ...TEXTS,
      ...PROSE,
      'an empty text',
      'a blank',
      'a very long text',
      'a text with a newline',
      'a text that ends in a newline',
    ],
    mode: ['undefined'],
    owner: ['undefined'],
    digests: ['undefined', 'true'],
  },
);

it('a HostFile is for a host of the environment', () => {
  const [host] = environment('test').hosts;
  const make = () => rendered((part) => new HostFile(part, 'file', { host: host!, path: '/etc/a', content: '' }));
  expect(make).toThrow(/:\/etc\/a {2}host: got .*, want a host of the environment; fix: take it from/);
});

tries<SecretObjectProps>(
  'a SecretObject',
  (props) => rendered((part) => new SecretObject(part, 'secret', props)),
  { name: 'a', namespace: 'default', values: { a: SecretValue.from('a') }, type: 'kubernetes.io/tls', later: true },
  {
    name: TEXTS,
    // A Secret without keys is one, too.
    values: EMPTY,
    type: ['undefined', ...TEXTS, 'an upper-case text'],
    later: ['undefined', 'true'],
  },
);

const container = { name: 'main', image: image('rclone'), cpu: Cpu.millis(100), memory: Size.mebibytes(256) };
const POD = { name: 'app', namespace: 'default', containers: [container] };
const JOB = { ...POD, deadline: Duration.minutes(5) };

describe.each<[string, (part: Part, props: object) => unknown]>([
  ['Deployment', (part, props) => new Deployment(part, 'w', { ...POD, ...props })],
  ['StatefulSet', (part, props) => new StatefulSet(part, 'w', { ...POD, serviceName: 'app', ...props })],
  ['DaemonSet', (part, props) => new DaemonSet(part, 'w', { ...POD, ...props })],
  ['Job', (part, props) => new Job(part, 'w', { ...JOB, ...props })],
  ['CronJob', (part, props) => new CronJob(part, 'w', { ...JOB, schedule: '0 * * * *', ...props })],
])('a %s', (_, make) => {
  const run = (props: object) => rendered((part) => make(part, props));
  const inContainer = (field: object) => run({ containers: [{ ...container, ...field }] });
  const numbers = ['undefined', '0'] as const;

  it.each<[string, string, (value: never) => unknown, readonly Garbage[]]>([
    ['name', 'name', (name) => run({ name }), TEXTS],
    ['namespace', 'namespace', (namespace) => run({ namespace }), []],
    ['containers', 'containers', (containers) => run({ containers }), []],
    ['initContainers', 'initContainers', (initContainers) => run({ initContainers }), ['undefined', 'a list']],
    ['on', 'on', (on) => run({ on }), ['undefined']],
    ['user', 'user', (user) => run({ user }), ['undefined']],
    ['grace', 'terminationGraceSeconds', (grace) => run({ terminationGraceSeconds: grace }), numbers],
    ['privilege', 'privilege', (privilege) => run({ privilege }), ['undefined']],
    ['labels', 'labels', (labels) => run({ labels }), ['undefined', ...EMPTY]],
    ['annotations', 'annotations', (annotations) => run({ annotations }), ['undefined', ...EMPTY]],
    ['container name', 'name', (name) => inContainer({ name }), TEXTS],
    ['cpu', 'cpu', (cpu) => inContainer({ cpu }), []],
    ['cpuLimit', 'cpuLimit', (cpuLimit) => inContainer({ cpuLimit }), ['undefined']],
    ['memory', 'memory', (memory) => inContainer({ memory }), ['a Size']],
    ['image', 'image', (image) => inContainer({ image }), []],
  ])('takes no garbage for its %s', (_, prop, run, accepted) => {
    expect(notRefused(run, prop)).toEqual(only(...accepted));
  });

  it('has containers, each with a name of its own', () => {
    expect(() => run({ containers: [] })).toThrow(/app {2}containers: got an empty list, want one container or more/);
    expect(() => run({ containers: [container, container] })).toThrow(/containers\[1\]\.name: got main once more/);
    expect(() => run({ initContainers: [container] })).toThrow(
      /containers\[0\]\.name: got main once more, want a name/,
    );
  });

  it('tells all that is wrong at once', () => {
    const props = { name: 'App', user: -1, containers: [{ ...container, cpu: 1, image: '' }] };
    expect(() => run(props)).toThrow(/4 problems/);
  });
});

it.each<[string, string, (part: Part, props: object) => unknown, readonly Garbage[]]>([
  ['a Deployment', 'replicas', (part, props) => new Deployment(part, 'w', { ...POD, ...props }), ['undefined', '0']],
  ['a Deployment', 'spread', (part, props) => new Deployment(part, 'w', { ...POD, ...props }), ['undefined', 'a list']],
  [
    'a StatefulSet',
    'serviceName',
    (part, props) => new StatefulSet(part, 'w', { ...POD, serviceName: 'app', ...props }),
    TEXTS,
  ],
  [
    'a StatefulSet',
    'claims',
    (part, props) => new StatefulSet(part, 'w', { ...POD, serviceName: 'app', ...props }),
    ['undefined', 'a list'],
  ],
  ['a DaemonSet', 'maxUnavailable', (part, props) => new DaemonSet(part, 'w', { ...POD, ...props }), ['undefined']],
  ['a Job', 'deadline', (part, props) => new Job(part, 'w', { ...JOB, ...props }), []],
  ['a Job', 'retries', (part, props) => new Job(part, 'w', { ...JOB, ...props }), ['undefined', '0']],
  ['a CronJob', 'schedule', (part, props) => new CronJob(part, 'w', { ...JOB, schedule: '', ...props }), []],
])('%s takes no garbage for %s', (_, prop, make, accepted) => {
  expect(notRefused((value) => rendered((part) => make(part, { [prop]: value })), prop)).toEqual(only(...accepted));
});

describe('a schedule', () => {
  const make = (schedule: string) =>
    outcome(() => rendered((part) => new CronJob(part, 'w', { ...JOB, schedule })), 'schedule');

  it.each(['* * * * *', '*/5 * * * *', '0 2-6/2 1,15 jan-MAR MON', '59 23 31 12 6', '17 * ? * *'])(
    'may be %s',
    (text) => expect(make(text)).toBe('accepted'),
  );

  it.each([
    ...['', '@hourly', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *', '* * * * 7'],
    ...[
      '5-1 * * * *',
      '*/0 * * * *',
      '* * * * *\n',
      '1- * * * *',
      '1-2-3 * * * *',
      '1/2/3 * * * *',
      'TZ=UTC * * * * *',
    ],
  ])('is not %j', (text) => expect(make(text)).toBe('refused'));
});

describe('metadata', () => {
  class Lamp extends customResource<object>({ apiVersion: 'light.example/v1', kind: 'Lamp', scope: 'Cluster' }) {}
  const long = (length: number) => 'x'.repeat(length);
  const RBAC = 'rbac.authorization.k8s.io/v1';

  it('of a custom resource takes no garbage for its name', () => {
    const found = notRefused(
      (name) => rendered((part) => new Lamp(part, 'a', { metadata: { name }, spec: {} })),
      'name',
    );
    expect(found).toEqual(only(...TEXTS));
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['a long name', { metadata: { name: long(253), namespace: 'default' } }],
    ['a name with dots', { metadata: { name: 'a.b-c.1', namespace: 'default' } }],
    ['colons in RBAC', { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name: 'system:tripod:A_b' } }],
    ['labels', { metadata: { name: 'a', namespace: 'default', labels: { 'a.example/B_c': '', d: long(63) } } }],
  ])('may have %s', (_, fields) => {
    expect(outcome(() => rendered((part) => thing(part, 'a', fields)))).toBe('accepted');
  });

  it.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['an empty name', 'metadata.name', { metadata: { name: '', namespace: 'default' } }],
    ['an upper-case name', 'metadata.name', { metadata: { name: 'Name', namespace: 'default' } }],
    ['a name that is too long', 'metadata.name', { metadata: { name: long(254), namespace: 'default' } }],
    ['a name with an empty label', 'metadata.name', { metadata: { name: 'a..b', namespace: 'default' } }],
    ['dots in a Service', 'metadata.name', { kind: 'Service', metadata: { name: 'a.b', namespace: 'default' } }],
    ['a digit before a Service', 'metadata.name', { kind: 'Service', metadata: { name: '1a', namespace: 'default' } }],
    ['a long Namespace', 'metadata.name', { kind: 'Namespace', metadata: { name: long(64) } }],
    ['a slash in RBAC', 'metadata.name', { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name: 'a/b' } }],
    ['only dots in RBAC', 'metadata.name', { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name: '..' } }],
    [
      'a long CronJob',
      'metadata.name',
      { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: long(53), namespace: 'default' } },
    ],
    ['a long label', 'labels', { metadata: { name: 'a', namespace: 'default', labels: { a: long(64) } } }],
    ['a label with a slash', 'labels', { metadata: { name: 'a', namespace: 'default', labels: { a: 'b/c' } } }],
    ['a bad key', 'labels', { metadata: { name: 'a', namespace: 'default', labels: { 'a b': 'c' } } }],
    ['two slashes in a key', 'labels', { metadata: { name: 'a', namespace: 'default', labels: { 'a/b/c': 'd' } } }],
    ['an annotation of 5', 'annotations', { metadata: { name: 'a', namespace: 'default', annotations: { a: 5 } } }],
    ['labels of pods', 'spec.template.metadata.labels', { spec: { template: { metadata: { labels: { a: '-' } } } } }],
  ])('may not have %s', (_, at, fields) => {
    expect(outcome(() => rendered((part) => thing(part, 'a', fields)), at)).toBe('refused');
  });

  it('is checked in all objects together', () => {
    const bad = { metadata: { name: 'Bad', namespace: 'default', labels: { a: long(64) } } };
    expect(() =>
      rendered((part) => {
        thing(part, 'a', bad);
        thing(part, 'b', { ...bad, metadata: { ...bad.metadata, name: 'Worse' } });
      }),
    ).toThrow(/^4 problems\n/);
  });
});
