import { App, Duration, Size } from 'cdk8s';
import { Calico, Distribution, ElasticStack, type ElasticSite, type ElasticStackProps, render } from 'tripod-iac';
import { environment } from '../support/bank';
import { type Loose, object, objects } from '../support/objects';

const volumes = { storageClassName: 'block', shared: false };

function stack(props: Partial<ElasticStackProps> = {}, name: 'production' | 'remote-dr' | 'test' = 'production') {
  return new ElasticStack(environment(name), 'logging', { volumes, ...props });
}

function nodeSets(component: ElasticStack): Loose[] {
  return object(component, 'Elasticsearch').spec.nodeSets;
}

const counts = (component: ElasticStack) => nodeSets(component).map(({ name, count }: Loose) => [name, count]);

function hosts(site: string, count: number, racks = 1) {
  return Array.from({ length: count }, (_, index) => ({
    name: `${site}-${index + 1}`,
    rack: `r${index % racks}`,
    memory: Size.gibibytes(64),
  }));
}

const site = (name: string, role: ElasticSite['role'] = 'data', count = 3): ElasticSite => ({
  name,
  role,
  hosts: hosts(name, count),
});

describe('masters', () => {
  it('are one in each of two sites, and a voting-only one at the witness', () => {
    expect(counts(stack())).toEqual([
      ['master-sh-a', 1],
      ['master-sh-b', 1],
      ['master-sh-w', 1],
      ['data-sh-a', 2],
      ['data-sh-b', 2],
    ]);
    const roles = nodeSets(stack()).map(({ config }: Loose) => config['node.roles']);
    expect(roles.slice(0, 3)).toEqual([['master'], ['master'], ['master', 'voting_only']]);
  });

  it('are three hosts of a single site', () => {
    expect(counts(stack({}, 'remote-dr'))).toEqual([
      ['master-hf-a', 3],
      ['data-hf-a', 3],
    ]);
  });

  it('are one in each of three sites', () => {
    const component = new ElasticStack(new App(), 'logging', {
      volumes,
      sites: ['a', 'b', 'c', 'd'].map((name) => site(name)),
    });
    expect(counts(component).filter(([name]) => name.startsWith('master'))).toEqual([
      ['master-a', 1],
      ['master-b', 1],
      ['master-c', 1],
    ]);
  });

  it('stay in their site and never share a host', () => {
    for (const { name, zoneAwareness, podTemplate } of nodeSets(stack())) {
      expect(zoneAwareness.zones).toEqual([name.replace(/^(master|data)-/, '')]);
      const [term] = podTemplate.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
      expect(term.topologyKey).toBe('kubernetes.io/hostname');
      expect(Object.values(term.labelSelector.matchLabels)).toEqual([`elasticsearch-es-${name}`]);
    }
  });

  it('tolerate the taint of voters only at the witness', () => {
    const tolerant = nodeSets(stack()).filter(({ podTemplate }: Loose) => podTemplate.spec.tolerations !== undefined);
    expect(tolerant.map(({ name }: Loose) => name)).toEqual(['master-sh-w']);
    expect(tolerant[0].podTemplate.spec.tolerations).toEqual([
      { key: 'tripod/voter', operator: 'Exists', effect: 'NoSchedule' },
    ]);
  });

  it.each([
    [1, 'ScheduleAnyway'],
    [2, 'ScheduleAnyway'],
    [3, 'DoNotSchedule'],
  ])('over %d racks are spread by %s', (racks, want) => {
    const only: ElasticSite = { name: 'a', role: 'data', hosts: hosts('a', 3, racks) };
    const component = new ElasticStack(new App(), 'logging', { volumes, sites: [only] });
    const [constraint] = nodeSets(component)[0].podTemplate.spec.topologySpreadConstraints;
    expect(constraint.whenUnsatisfiable).toBe(want);
  });
});

describe('data', () => {
  it('has a copy in each site, also while one is away', () => {
    const [set] = nodeSets(stack()).filter(({ name }: Loose) => name === 'data-sh-a');
    expect(set.config['cluster.routing.allocation.awareness.force.zone.values']).toBe('sh-a,sh-b');
    expect(retention(stack()).template.template.settings.index.number_of_replicas).toBe(1);
  });

  it('has two copies in a single site, where nothing is forced', () => {
    const [set] = nodeSets(stack({}, 'test'));
    expect(Object.keys(set.config)).not.toContain('cluster.routing.allocation.awareness.force.zone.values');
    expect(retention(stack({}, 'test')).template.template.settings.index.number_of_replicas).toBe(1);
  });

  it('outlives the object that asked for it', () => {
    expect(object(stack(), 'Elasticsearch').spec.volumeClaimDeletePolicy).toBe('DeleteOnScaledownOnly');
  });

  it('is sized after the smallest worker', () => {
    const set = nodeSets(stack()).find(({ name }: Loose) => name === 'data-sh-a');
    expect(set.podTemplate.spec.containers[0].resources.limits).toEqual({ cpu: '8000m', memory: '32Gi' });
    expect(set.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('960Gi');
  });
});

describe('lines', () => {
  it('are taken from every node, for a reason that the pod states', () => {
    const { podTemplate } = object(stack(), 'Beat').spec.daemonSet;
    expect(podTemplate.spec.tolerations).toEqual([{ operator: 'Exists' }]);
    expect(podTemplate.metadata.annotations['tripod/privilege-reason']).toContain('/var/log/pods');
  });

  it('travel under a certificate that names the address which Filebeat calls', () => {
    const component = stack();
    const [target] = object(component, 'Beat').spec.config['output.logstash'].hosts;
    const { metadata, spec } = object(component, 'Logstash');
    const [api, beats] = spec.services;
    const name = api.tls.selfSignedCertificate.subjectAltNames[0].dns;
    expect(name).toBe(`${metadata.name}-ls-${beats.name}.${metadata.namespace}.svc`);
    expect(target).toBe(`${name}:${beats.service.spec.ports[0].port}`);
    expect(spec.pipelines[0]['config.string']).toContain('ssl_enabled => true');
  });

  it('are accepted from Filebeat alone', () => {
    const { spec } = object(stack(), 'NetworkPolicy');
    expect(spec.podSelector.matchLabels).toEqual({ 'logstash.k8s.elastic.co/name': 'logstash' });
    expect(spec.ingress[0].from).toEqual([
      { podSelector: { matchLabels: { 'beat.k8s.elastic.co/name': 'filebeat' } } },
    ]);
  });

  it('wait on disk while Elasticsearch is away', () => {
    const { pipelines, volumeClaimTemplates } = object(stack(), 'Logstash').spec;
    expect(pipelines[0]).toMatchObject({ 'queue.type': 'persisted', 'queue.max_bytes': '8gb' });
    expect(volumeClaimTemplates[0].spec).toMatchObject({
      storageClassName: 'block',
      resources: { requests: { storage: '10Gi' } },
    });
  });
});

describe('volumes', () => {
  const requested = (component: ElasticStack) => {
    const gibibytes = (claims: Loose[]) => parseInt(claims[0].spec.resources.requests.storage, 10);
    const sets = nodeSets(component).map(({ count, volumeClaimTemplates }) => count * gibibytes(volumeClaimTemplates));
    const { count, volumeClaimTemplates } = object(component, 'Logstash').spec;
    return [...sets, count * gibibytes(volumeClaimTemplates)].reduce((sum, size) => sum + size, 0);
  };

  it.each(['production', 'remote-dr', 'test'] as const)('of %s are added up for whoever provides them', (name) => {
    const component = stack({ disk: Size.gibibytes(70) }, name);
    expect(component.prerequisites[0]).toMatch(new RegExp(`^Room for ${requested(component)}Gi of volumes`));
  });

  it('are listed by what they hold', () => {
    expect(stack().prerequisites[0]).toBe(
      'Room for 3890Gi of volumes (4 data nodes of 960Gi, 3 masters of 10Gi, 2 queues of Logstash of 10Gi; ' +
        'copies of the storage not counted) in the storage class block',
    );
  });
});

describe('servers', () => {
  it('are one in each site of data', () => {
    for (const kind of ['Kibana', 'Logstash']) {
      const { count, podTemplate } = object(stack(), kind).spec;
      expect(count).toBe(2);
      expect(podTemplate.spec.topologySpreadConstraints[0].topologyKey).toBe('topology.kubernetes.io/zone');
      expect(JSON.stringify(podTemplate.spec.affinity)).toContain('["sh-a","sh-b"]');
    }
  });

  it('count no nodes that they cannot run on, so that a lost site does not stop them, like every workload', () => {
    const specs = [
      ...['Kibana', 'Logstash'].map((kind) => object(stack(), kind).spec.podTemplate.spec),
      ...nodeSets(stack()).map(({ podTemplate }) => podTemplate.spec),
    ];
    const constraints = specs.flatMap(({ topologySpreadConstraints = [] }) => topologySpreadConstraints);
    expect(constraints.map(({ nodeTaintsPolicy }) => nodeTaintsPolicy)).toEqual(Array(4).fill('Honor'));
  });

  it('lose one pod at a time to a drain', () => {
    const budgets = objects(stack()).filter(({ kind }) => kind === 'PodDisruptionBudget');
    expect(budgets.map(({ metadata, spec }) => [metadata.namespace, spec.maxUnavailable, spec.selector])).toEqual([
      ['logging', 1, { matchLabels: { 'kibana.k8s.elastic.co/name': 'kibana' } }],
      ['logging-agents', 1, { matchLabels: { 'logstash.k8s.elastic.co/name': 'logstash' } }],
    ]);
  });

  it('are two on different hosts of a single site', () => {
    const { count, podTemplate } = object(stack({}, 'test'), 'Kibana').spec;
    expect([count, podTemplate.spec.topologySpreadConstraints[0].topologyKey]).toEqual([2, 'kubernetes.io/hostname']);
  });
});

function retention(component: ElasticStack) {
  const { data } = object(component, 'ConfigMap', 'log-retention');
  const read = (name: string) => JSON.parse(data[name]);
  return { policy: read('policy.json'), template: read('template.json'), settings: read('settings.json') };
}

describe('the proof', () => {
  it('hears of three masters in three places and a copy in each of two sites', () => {
    const facts = new Map(stack().facts.map((fact) => [fact.of, fact]));
    const workers = (site: string) => [1, 2, 3, 4].map((number) => `${site}-worker-${number}`);
    const apart = { domain: 'host', most: 1 };
    expect(stack().facts.find((fact) => fact.type === 'voters')).toMatchObject({
      of: 'elasticsearch-master',
      membership: 'shrinking',
      without: 'read-only',
      stores: false,
      groups: [
        {
          count: 1,
          hosts: workers('sh-a'),
          rules: [apart],
          requests: { cpu: 0.5, memory: Size.kibibytes(4 * 2 ** 20) },
        },
        {
          count: 1,
          hosts: workers('sh-b'),
          rules: [apart],
          requests: { cpu: 0.5, memory: Size.kibibytes(4 * 2 ** 20) },
        },
        {
          count: 1,
          hosts: ['sh-w-voter-1', 'sh-w-voter-2'],
          requests: { cpu: 0.5, memory: Size.kibibytes(2 * 2 ** 20) },
        },
      ],
    });
    expect(stack().facts.find((fact) => fact.type === 'copies')).toMatchObject({
      of: 'logs',
      groups: [
        { count: 1, hosts: workers('sh-a') },
        { count: 1, hosts: workers('sh-b') },
      ],
      minimum: 1,
      readable: 1,
      // Each lies on a volume, which is still there without its host.
      stores: false,
    });
    expect([...facts.keys()]).toEqual(['elasticsearch-master', 'logs', 'elasticsearch-data', 'kibana', 'logstash']);
  });

  it('hears of masters in different racks only where that is certain', () => {
    const voters = (name: 'remote-dr' | 'test') => stack({}, name).facts.find((fact) => fact.type === 'voters');
    const rules = (name: 'remote-dr' | 'test') => voters(name)!.groups[0]?.rules;
    const apart = { domain: 'host', most: 1 };
    expect(rules('remote-dr')).toEqual([apart, { domain: 'rack', maxSkew: 1 }]);
    expect(rules('test')).toEqual([apart]);
  });

  it('hears of pods in one site as far apart as they are made', () => {
    const made = (of: string) => stack({}, 'remote-dr').facts.find((fact) => fact.of === of && 'groups' in fact);
    const strict = [{ domain: 'rack', maxSkew: 1 }];
    expect(made('logs')).toMatchObject({
      groups: [
        {
          count: 2,
          rules: [
            { domain: 'host', most: 1 },
            { domain: 'rack', most: 1 },
          ],
        },
      ],
    });
    expect(made('kibana')).toMatchObject({ groups: [{ count: 2, rules: strict }], moves: Duration.seconds(444) });
    expect(made('logstash')).toMatchObject({ groups: [{ count: 2, rules: strict }], volume: true });
    // With a volume they move when they are drained, and stay when their host is lost.
    for (const name of ['logstash', 'elasticsearch-data']) {
      expect(made(name)).toMatchObject({ volume: true, moves: Duration.seconds(444), queue: Duration.seconds(10) });
      expect(made(name)).not.toHaveProperty('fencing');
    }
  });

  it('hears that masters elect once they can read their volumes', () => {
    const masters = stack().facts.find((fact) => fact.type === 'voters');
    const timed = masters?.reactions?.filter(({ to }) => to === 'host');
    expect(timed).toMatchObject([
      { timers: [{ time: Duration.seconds(33) }] },
      { timers: [{ time: Duration.millis(10_500) }], waits: true },
    ]);
    expect(timed?.[0]).not.toHaveProperty('waits');
  });

  it('hears on which volumes data lies', () => {
    const lying = stack().facts.filter((fact) => fact.type === 'dependency' && fact.for === 'data');
    expect(lying).toMatchObject(
      ['logs', 'logstash'].map((of) => ({
        of,
        on: `storage class ${volumes.storageClassName}`,
      })),
    );
  });
});

describe('every prop', () => {
  const sites = [site('sh-a', 'data'), site('sh-b', 'data'), site('sh-w', 'tiebreaker', 1)];
  it.each<[keyof ElasticStackProps, Partial<ElasticStackProps>]>([
    ['volumes', { volumes: { storageClassName: 'other', shared: false } }],
    ['retention', { retention: Duration.days(30) }],
    ['dataNodes', { dataNodes: 3 }],
    ['memory', { memory: Size.gibibytes(8) }],
    ['disk', { disk: Size.gibibytes(100) }],
    ['sites', { sites: [site('a')] }],
  ])('%s changes what is rendered', (_, props) => {
    const rendered = (more: Partial<ElasticStackProps>) =>
      objects(new ElasticStack(new App(), 'logging', { volumes, sites, ...more }));
    expect(rendered(props)).not.toEqual(rendered({}));
  });

  it('needs changes the order', () => {
    const production = environment();
    const network = new Calico(production, 'network');
    const component = new ElasticStack(production, 'logging', { volumes, needs: [network] });
    expect(component.needs.map(({ node }) => node.id)).toEqual(['eck-operator', 'network']);
  });
});

describe('bad input', () => {
  const data = (...names: string[]) => names.map((name) => site(name));
  it.each<[string, Loose, RegExp]>([
    ['no volumes', { volumes: undefined }, /volumes: got nothing, want a storage class.*fix: pass what the storage/],
    ['an empty class', { volumes: { storageClassName: '' } }, /volumes: got an empty text/],
    ['half a day', { retention: Duration.hours(12) }, /retention: got 0.5 days, want a Duration of whole days/],
    ['no retention', { retention: Duration.days(0) }, /retention: got 0 days/],
    ['a number of days', { retention: 30 }, /retention: got 30, .*fix: for example `Duration.days\(184\)`/],
    ['no data node', { dataNodes: 0 }, /dataNodes: got 0, want .* between 1 and 4/],
    ['more data nodes than workers', { dataNodes: 5 }, /dataNodes: got 5, .*fix: .*add workers/],
    ['NaN data nodes', { dataNodes: NaN }, /dataNodes: got NaN/],
    ['data nodes as a text', { dataNodes: '3' }, /dataNodes: got 3/],
    ['little memory', { memory: Size.gibibytes(1) }, /memory: got 1024 MiB, want a Size of at least 2 GiB/],
    ['more memory than hosts have', { memory: Size.gibibytes(65) }, /memory: got 66560 MiB, want at most half/],
    ['memory as a number', { memory: 4 }, /memory: got 4, want a Size/],
    ['a small disk', { disk: Size.mebibytes(1) }, /disk: got 1 MiB, want a Size of at least 10 GiB/],
    ['a broken disk', { disk: Size.kibibytes(20 * 1024 * 1024 + 1) }, /disk: got .*whole MiB/],
    ['no sites', { sites: [] }, /sites: got an empty list, want a list of sites; fix: leave `sites` out/],
    ['an unknown site', { sites: data('moon') }, /sites\/moon {2}name: got moon, want a site of the cluster \(sh-a/],
    ['hosts of elsewhere', { sites: data('sh-a') }, /sites\/sh-a {2}hosts: got sh-a-1, .*want hosts of sh-a/],
  ])('%s is refused', (_, props, want) => {
    expect(() =>
      props.sites === undefined || props.sites.length === 0 || /unknown|elsewhere/.test(_)
        ? stack(props)
        : plain(props),
    ).toThrow(want);
  });

  const plain = (props: Partial<ElasticStackProps>) => new ElasticStack(new App(), 'logging', { volumes, ...props });
  it.each<[string, Loose, RegExp]>([
    ['no sites in a plain App', undefined, /sites: .*fix: outside of an Environment, name the sites and their hosts/],
    ['two sites without a third', data('a', 'b'), /sites: got data in a and b, tiebreakers in no third site.*witness/],
    ['a needless tiebreaker', [site('a'), site('w', 'tiebreaker')], /want no tiebreaker.*fix: remove the tiebreaker/],
    ['only a tiebreaker', [site('w', 'tiebreaker')], /want a site that holds data/],
    ['two hosts in one site', [site('a', 'data', 2)], /got 2 hosts in the only site a, want three hosts/],
    ['a site twice', data('a', 'a', 'a'), /sites\/a {2}name: got a, want a name of its own/],
    ['a long name', data('a-very-long-site-name'), /name: got a-very-long-site-name, .*at most 16 characters/],
    ['a name with dots', data('a.b'), /name: got a.b/],
    ['a site without hosts', [site('a', 'data', 0)], /sites\/a {2}hosts: got 0 hosts, want one host or more/],
    ['a site without a list', [{ name: 'a', role: 'data' }], /sites\/a {2}hosts: got nothing/],
    ['hosts without memory', [{ name: 'a', role: 'data', hosts: [{ name: 'x', rack: 'r' }] }], /hosts: got 1 hosts/],
    ['an unknown role', [{ ...site('a'), role: 'witness' }], /role: got witness, want data or tiebreaker/],
    ['nothing in the list', [null], /sites: got/],
  ])('%s is refused', (_, sites, want) => {
    expect(() => plain({ sites })).toThrow(want);
  });

  it('is one data node in a single site, which leaves a copy no place', () => {
    expect(() => plain({ sites: data('a'), dataNodes: 1 })).toThrow(/dataNodes: got 1, want .* between 2 and 3/);
  });

  it('is refused as a whole', () => {
    const bad: Loose = { volumes: {}, retention: 1, dataNodes: 0, memory: 1, disk: 1 };
    expect(() => stack(bad)).toThrow(/production\/logging: 5 problems/);
    expect(() => new ElasticStack(environment(), 'logging', undefined as Loose)).toThrow(/volumes: got nothing/);
  });

  it('is OpenShift, whose constraints refuse the pods', () => {
    const openshift = environment('production', { distribution: Distribution.openshift('4.20') });
    expect(() => new ElasticStack(openshift, 'logging', { volumes })).toThrow(/distribution: got openshift 4.20/);
  });
});

describe('the component', () => {
  it('is what it was', () => {
    expect(objects(stack())).toMatchSnapshot();
  });

  it('works in a plain App, given its sites', () => {
    const app = new App();
    new ElasticStack(app, 'logging', { volumes, sites: [site('a')] });
    expect(app.synthYaml()).toContain('kind: Elasticsearch');
  });

  it.each(['production', 'remote-dr', 'test'] as const)('renders in %s, after its operator', (name) => {
    const place = environment(name);
    new Calico(place, 'network');
    new ElasticStack(place, 'logging', { volumes });
    expect(render(place).components.map(({ component }) => component.node.id)).toEqual([
      'namespaces',
      'tigera-operator',
      'network',
      'eck-operator',
      'logging',
    ]);
  });

  it('does not change with its place in the tree', () => {
    const elsewhere = new ElasticStack(environment(), 'elsewhere', { volumes });
    expect(objects(elsewhere)).toEqual(objects(stack()));
  });

  it('reads every image from the mirror', () => {
    const production = environment('production', { mirror: 'registry.bank.example/mirror' });
    new Calico(production, 'network');
    new ElasticStack(production, 'logging', { volumes });
    const rendered = render(production).components.find(({ component }) => component.node.id === 'logging');
    const text = JSON.stringify(rendered?.waves.flat().map(({ json }) => json));
    const images = [...text.matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image);
    expect(images).toHaveLength(5);
    expect(images.filter((image) => !image?.startsWith('registry.bank.example/mirror/docker.elastic.co/'))).toEqual([]);
  });

  it('waits until all parts are green', () => {
    const component = stack();
    expect(
      component.readiness.map(({ target, condition }) => [target.kind, condition.subject, condition.value]),
    ).toEqual(['Elasticsearch', 'Kibana', 'Logstash', 'Beat'].map((kind) => [kind, '{.status.health}', 'green']));
    expect(component.prerequisites.slice(1)).toEqual([
      'Volumes of the storage class block can be mounted on the voters of sh-w',
    ]);
  });
});
