import { App, Duration, Size } from 'cdk8s';
import {
  Calico,
  type Component,
  files,
  Jenkins,
  type JenkinsProps,
  JENKINS_PLUGINS,
  render,
  SecretObject,
  Stage,
} from 'tripod-iac';
import { parse } from 'yaml';
import { environment } from '../support/bank';
import { type Loose, object, objects } from '../support/objects';

const GIVEN: JenkinsProps = {
  url: 'https://jenkins.bank.example/',
  volumes: { storageClassName: 'rook-ceph-block', shared: false },
};

function jenkins(props: Partial<JenkinsProps> = {}): Jenkins {
  return new Jenkins(environment(), 'ci', { ...GIVEN, ...props });
}

/** The configuration as Jenkins reads it. */
function casc(component: Jenkins): Loose {
  return parse(object(component, 'ConfigMap').data['jenkins.yaml']);
}

/** The pod that Jenkins makes for a build. */
function agentPod(component: Jenkins): Loose {
  return parse(casc(component).jenkins.clouds[0].kubernetes.templates[0].yaml);
}

function pod(component: Jenkins): Loose {
  return object(component, 'StatefulSet').spec.template.spec;
}

function env(container: Loose): Record<string, string> {
  return Object.fromEntries(container.env.map(({ name, value }: Loose) => [name, value]));
}

describe('the controller', () => {
  it('is one pod with its home on a volume', () => {
    const { replicas, serviceName, volumeClaimTemplates } = object(jenkins(), 'StatefulSet').spec;
    expect({ replicas, serviceName }).toEqual({ replicas: 1, serviceName: 'jenkins-headless' });
    expect(volumeClaimTemplates.map(({ spec }: Loose) => spec)).toEqual([
      {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'rook-ceph-block',
        resources: { requests: { storage: '50Gi' } },
      },
    ]);
    expect(objects(jenkins()).filter(({ kind }) => kind === 'PodDisruptionBudget')).toEqual([]);
  });

  it('writes to volumes only', () => {
    const { containers, initContainers, volumes } = pod(jenkins());
    for (const container of [...initContainers, ...containers]) {
      expect(container.securityContext.readOnlyRootFilesystem).toBe(true);
      const mounted = container.volumeMounts.map(({ name }: Loose) => name);
      expect([...volumes.map(({ name }: Loose) => name), 'home']).toEqual(expect.arrayContaining(mounted));
    }
    const [{ args }] = containers;
    expect(args).toContain('--webroot=/var/cache/jenkins/war');
    expect(containers[0].volumeMounts).toContainEqual({ name: 'cache', mountPath: '/var/cache/jenkins' });
  });

  it('opens no port but that of its pages', () => {
    const component = jenkins();
    expect(pod(component).containers[0].ports).toEqual([{ name: 'http', containerPort: 8080 }]);
    expect(env(pod(component).containers[0])).toMatchObject({ JENKINS_SLAVE_AGENT_PORT: '-1' });
    expect(casc(component).jenkins.slaveAgentPort).toBe(-1);
    const services = objects(component).filter(({ kind }) => kind === 'Service');
    expect(services.flatMap(({ spec }) => spec.ports.map(({ port }: Loose) => port))).toEqual([8080, 8080]);
  });

  it('starts anew when its configuration changes, and only then', () => {
    const hash = (component: Jenkins) => object(component, 'StatefulSet').spec.template.metadata.annotations;
    expect(hash(jenkins({ agents: 20 }))).not.toEqual(hash(jenkins()));
    expect(hash(jenkins({ admit: [] }))).toEqual(hash(jenkins()));
  });

  it('leaves a node that is not ready after a minute', () => {
    expect(pod(jenkins()).tolerations.map(({ key, tolerationSeconds }: Loose) => [key, tolerationSeconds])).toEqual([
      ['node.kubernetes.io/not-ready', 60],
      ['node.kubernetes.io/unreachable', 60],
    ]);
  });
});

describe('its configuration', () => {
  it('lets nobody in without an account, and builds nothing on the controller', () => {
    const { jenkins: root, security } = casc(jenkins());
    expect(root).toMatchObject({
      numExecutors: 0,
      mode: 'EXCLUSIVE',
      securityRealm: { local: { allowsSignup: false } },
    });
    expect(security.apiToken.creationOfLegacyTokenEnabled).toBe(false);
  });

  it('lets the administrator do everything, and nobody else anything', () => {
    const { authorizationStrategy, securityRealm } = casc(jenkins()).jenkins;
    const [{ id }] = securityRealm.local.users;
    expect(authorizationStrategy).toEqual({
      globalMatrix: { entries: [{ user: { name: id, permissions: ['Overall/Administer'] } }] },
    });
    expect(JENKINS_PLUGINS).toHaveProperty('matrix-auth');
  });

  it('takes the administrator from files of a Secret, and stops if one is missing', () => {
    const component = jenkins();
    const [user] = casc(component).jenkins.securityRealm.local.users;
    const { secret } = pod(component).volumes.find(({ name }: Loose) => name === 'admin');
    expect([user.id, user.password]).toEqual(secret.items.map(({ path }: Loose) => `\${${path}}`));
    expect(secret.secretName).toBe('jenkins-admin');
    const { containers } = pod(component);
    const mount = containers[0].volumeMounts.find(({ name }: Loose) => name === 'admin');
    expect(env(containers[0])).toMatchObject({ SECRETS: mount.mountPath, CASC_STRICT_SECRET_RESOLUTION: 'true' });
    expect(JSON.stringify(objects(component))).not.toContain('jenkins/admin-password');
  });

  it('asks for the Secret by name', () => {
    const production = environment();
    new Calico(production, 'network');
    new Jenkins(production, 'ci', GIVEN);
    const secrets = render(production).secrets.map(({ name, namespace, values }) => ({ name, namespace, values }));
    expect(secrets).toMatchObject([
      {
        name: 'jenkins-admin',
        namespace: 'jenkins',
        values: { username: { name: 'jenkins/admin-username' }, password: { name: 'jenkins/admin-password' } },
      },
    ]);
  });

  it('starts agents in their own namespace, by WebSocket', () => {
    expect(casc(jenkins()).jenkins.clouds).toMatchObject([
      {
        kubernetes: {
          namespace: 'jenkins-agents',
          jenkinsUrl: 'http://jenkins.jenkins.svc:8080/',
          webSocket: true,
          containerCapStr: '10',
          restrictedPssSecurityContext: true,
          defaultsProviderTemplate: 'agent',
        },
      },
    ]);
  });

  it.each([
    ['https://jenkins.bank.example', 'https://jenkins.bank.example/', '/login', 'http://jenkins.jenkins.svc:8080/'],
    [
      'https://bank.example:8443/ci/',
      'https://bank.example:8443/ci/',
      '/ci/login',
      'http://jenkins.jenkins.svc:8080/ci/',
    ],
  ])('answers under %s', (url, location, probe, agents) => {
    const component = jenkins({ url });
    expect(component.url).toBe(url);
    expect(casc(component).unclassified.location.url).toBe(location);
    expect(casc(component).jenkins.clouds[0].kubernetes.jenkinsUrl).toBe(agents);
    const [{ args, startupProbe, readinessProbe, livenessProbe }] = pod(component).containers;
    expect([startupProbe, readinessProbe, livenessProbe].map(({ httpGet }) => httpGet.path)).toEqual(
      Array(3).fill(probe),
    );
    expect(args.includes('--prefix=/ci')).toBe(url.includes('/ci'));
  });
});

describe('agents', () => {
  it('are admitted by pod security `restricted`, and have no token', () => {
    const { spec } = agentPod(jenkins());
    expect(spec).toMatchObject({
      serviceAccountName: 'jenkins-agent',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        { name: 'jnlp', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
      ],
    });
    expect(object(jenkins(), 'ServiceAccount', 'jenkins-agent').automountServiceAccountToken).toBe(false);
  });

  it.each([
    [1, { pods: 1, 'requests.cpu': '500m', 'limits.cpu': '2', 'requests.memory': '2Gi', 'limits.memory': '2Gi' }],
    [
      25,
      { pods: 25, 'requests.cpu': '12500m', 'limits.cpu': '50', 'requests.memory': '50Gi', 'limits.memory': '50Gi' },
    ],
    [40, { pods: 40, 'requests.cpu': '20', 'limits.cpu': '80', 'requests.memory': '80Gi', 'limits.memory': '80Gi' }],
  ])('are limited to %d', (agents, hard) => {
    const component = jenkins({ agents });
    expect(object(component, 'ResourceQuota', 'jenkins-agent')).toMatchObject({
      metadata: { namespace: 'jenkins-agents' },
      spec: { hard },
    });
    expect(casc(component).jenkins.clouds[0].kubernetes.containerCapStr).toBe(String(agents));
  });

  it('fill the quota exactly, and lend their size to containers without one', () => {
    const one = agentPod(jenkins()).spec.containers[0].resources;
    const [limit] = object(jenkins(), 'LimitRange').spec.limits;
    expect({ requests: limit.defaultRequest, limits: limit.default }).toEqual(one);
    const { hard } = object(jenkins({ agents: 1 }), 'ResourceQuota', 'jenkins-agent').spec;
    expect([hard['requests.cpu'], hard['limits.memory']]).toEqual([one.requests.cpu, one.limits.memory]);
  });

  it('come from the mirror, also those that a pipeline describes', () => {
    const production = environment('production', { mirror: 'registry.bank.example/mirror' });
    new Calico(production, 'network');
    new Jenkins(production, 'ci', GIVEN);
    const text = JSON.stringify(
      render(production)
        .components.flatMap(({ waves }) => waves.flat())
        .map(({ json }) => json),
    );
    expect(text).toContain('defaultImage=registry.bank.example/mirror/docker.io/jenkins/inbound-agent:');
    expect(text.match(/(?<!mirror\/)docker\.io\/jenkins/g)).toBeNull();
  });
});

describe('rights', () => {
  const rules = (component: Component) =>
    Object.fromEntries(
      objects(component)
        .filter(({ kind }) => kind === 'Role')
        .map(({ metadata, rules }) => [
          metadata.namespace,
          rules.flatMap(({ resources, verbs }: Loose) =>
            resources.map((what: string) => `${what}: ${verbs.join(' ')}`),
          ),
        ]),
    );

  it('reach pods in the namespace of the agents alone', () => {
    expect(rules(jenkins())).toEqual({
      'jenkins-agents': [
        'pods: create delete get list patch watch',
        'pods/exec: create get',
        'pods/log: get',
        'events: list watch',
      ],
      'jenkins-credentials': ['secrets: get list watch'],
    });
    expect(objects(jenkins()).filter(({ kind }) => kind.startsWith('ClusterRole'))).toEqual([]);
  });

  it('to read Secrets are where no other Secret lies, no pod starts, and the plugin looks', () => {
    const component = jenkins();
    expect(object(component, 'RoleBinding', 'jenkins-read-credentials').metadata.namespace).toBe('jenkins-credentials');
    expect(component.node.findAll().filter((construct) => SecretObject.isSecretObject(construct))).toMatchObject([
      { namespace: 'jenkins' },
    ]);
    const { metadata, spec } = object(component, 'ResourceQuota', 'no-pods');
    expect([metadata.namespace, spec.hard]).toEqual(['jenkins-credentials', { pods: 0 }]);
    const [{ env: variables }] = pod(component).containers;
    const { value } = variables.find(({ name }: Loose) => name === 'JAVA_OPTS');
    expect(value.split(' ')).toContain('-Dkubernetes.namespace=jenkins-credentials');
  });

  it('belong to the controller, never to agents', () => {
    const subjects = objects(jenkins())
      .filter(({ kind }) => kind === 'RoleBinding')
      .flatMap((binding) => binding.subjects);
    expect(new Set(subjects.map(({ namespace, name }: Loose) => `${namespace}/${name}`))).toEqual(
      new Set(['jenkins/jenkins']),
    );
  });
});

describe('connections', () => {
  it('to the pages come from agents and whom the bank admits', () => {
    const policy = object(jenkins({ admit: ['edge', '10.10.0.64/28'] }), 'NetworkPolicy', 'jenkins');
    const [{ from, ports }] = policy.spec.ingress;
    expect(from).toEqual([
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'jenkins-agents' } } },
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } },
      { ipBlock: { cidr: '10.10.0.64/28' } },
    ]);
    expect(ports).toEqual([{ protocol: 'TCP', port: 8080 }]);
    expect(policy.spec.podSelector.matchLabels).toEqual(object(jenkins(), 'Service', 'jenkins').spec.selector);
  });

  it('to agents come from nobody', () => {
    const { metadata, spec } = object(jenkins(), 'NetworkPolicy', 'agents');
    expect(metadata.namespace).toBe('jenkins-agents');
    expect(spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  });
});

describe('plugins', () => {
  it('are the pinned ones', () => {
    const lines: string[] = object(jenkins(), 'ConfigMap').data['plugins.txt'].trim().split('\n');
    expect(lines.slice(1).map((line) => line.split(':'))).toEqual(Object.entries(JENKINS_PLUGINS));
    expect(lines[0]).toMatch(/^# Jenkins \d/);
    const [installer] = pod(jenkins()).initContainers;
    expect(installer.command[2]).toContain("list='/etc/jenkins/plugins.txt'");
  });

  it('leave out what no configuration uses', () => {
    expect(Object.keys(JENKINS_PLUGINS)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(ldap|job-dsl|prometheus)$/)]),
    );
  });

  it.each([
    [undefined, true],
    ['https://updates.jenkins.io/', true],
    ['https://mirror.bank.example/jenkins', false],
  ])('are named by the plan as a download, with updateCenter %s: %s', (updateCenter, downloaded) => {
    const production = environment();
    new Calico(production, 'network');
    const component = new Jenkins(production, 'ci', { ...GIVEN, updateCenter });
    expect(component.downloads).toHaveLength(downloaded ? 1 : 0);
    const plan = files(render(production)).find(({ path }) => path.endsWith('PLAN.md'));
    const notice = plan?.text.split('\n').find((line) => line.startsWith('**Needs the internet**')) ?? '';
    expect(notice.includes('ci (plugins from updates.jenkins.io; `updateCenter` names a copy')).toBe(downloaded);
  });

  it('come from upstream unless a mirror is named', () => {
    expect(env(pod(jenkins()).initContainers[0])).not.toHaveProperty('JENKINS_UC');
    expect(casc(jenkins()).jenkins).not.toHaveProperty('updateCenter');
    const mirrored = jenkins({ updateCenter: 'https://mirror.bank.example/jenkins/' });
    expect(env(pod(mirrored).initContainers[0])).toMatchObject({
      JENKINS_UC: 'https://mirror.bank.example/jenkins',
      JENKINS_PLUGIN_INFO: 'https://mirror.bank.example/jenkins/plugin-versions.json',
      JENKINS_UC_DOWNLOAD_URL: 'https://mirror.bank.example/jenkins/download/plugins',
    });
    expect(casc(mirrored).jenkins.updateCenter.sites).toEqual([
      { id: 'default', url: 'https://mirror.bank.example/jenkins/update-center.json' },
    ]);
    expect(mirrored.prerequisites[1]).toMatch(
      /^https:\/\/mirror\.bank\.example\/jenkins\/ reachable from pods in jenkins/,
    );
    expect(jenkins().prerequisites[1]).toMatch(/^https:\/\/updates\.jenkins\.io reachable/);
  });

  it.each([
    [undefined, 'https://updates.jenkins.io by default'],
    ['https://updates.jenkins.io', 'https://updates.jenkins.io'],
    ['https://jenkins.io:443/updates', 'https://jenkins.io:443/updates'],
  ])('are refused from the internet in an air gap: %s', (updateCenter, got) => {
    const sealed = environment('production', { airGapped: true, mirror: 'registry.bank.example' });
    expect(() => new Jenkins(sealed, 'ci', { ...GIVEN, updateCenter })).toThrow(
      `production/ci  updateCenter: got ${got}, want a mirror inside the bank, since the environment is air-gapped`,
    );
    expect(() => new Jenkins(sealed, 'in', { ...GIVEN, updateCenter: 'https://mirror.bank.example' })).not.toThrow();
  });
});

it.each<[keyof JenkinsProps, Partial<JenkinsProps>]>([
  ['url', { url: 'https://ci.bank.example/' }],
  ['volumes', { volumes: { storageClassName: 'other', shared: false } }],
  ['size', { size: Size.gibibytes(80) }],
  ['agents', { agents: 11 }],
  ['admit', { admit: ['edge'] }],
  ['updateCenter', { updateCenter: 'https://mirror.bank.example/jenkins' }],
])('%s changes the output', (_prop, props) => {
  expect(objects(jenkins(props))).not.toEqual(objects(jenkins()));
});

describe('bad props', () => {
  it.each<[string, object, RegExp]>([
    ['url', { url: undefined }, /url: got nothing, want the https address .*; fix: for example `https:/],
    ['url', { url: 'http://jenkins.bank.example' }, /url: got http:\/\/jenkins\.bank\.example, want the https address/],
    ['url', { url: 'https://jenkins.bank.example/?a=${b}' }, /url: got https:.*, want the https address/],
    ['url', { url: 'https://' }, /url: got https:\/\/, want the https address/],
    ['url', { url: 7 }, /url: got 7, want the https address/],
    ['volumes', { volumes: undefined }, /volumes: got nothing, want a storage class .*; fix: pass what the storage/],
    ['volumes', { volumes: null }, /volumes: got nothing, want a storage class/],
    ['volumes', { volumes: 'rook-ceph-block' }, /volumes: got nothing, want a storage class/],
    ['volumes', { volumes: { storageClassName: 'Not A Name' } }, /volumes: got Not A Name, want a storage class/],
    ['size', { size: Size.gibibytes(0) }, /size: got 0 MiB, want a Size of at least 1 GiB/],
    ['size', { size: Size.gibibytes(NaN) }, /size: got NaN MiB, want a Size of at least 1 GiB/],
    ['size', { size: Size.kibibytes(2 ** 20 + 1) }, /size: got 1024\.0\d+ MiB, want .* in whole MiB; fix: for example/],
    ['size', { size: '50Gi' }, /size: got 50Gi, want a Size/],
    ['size', { size: Duration.minutes(5) }, /size: got Duration, want a Size/],
    ['agents', { agents: 0 }, /agents: got 0, want a whole number of agents, 1 or more; fix: leave it out for 10/],
    ['agents', { agents: 2.5 }, /agents: got 2\.5, want a whole number/],
    ['agents', { agents: NaN }, /agents: got NaN, want a whole number/],
    ['agents', { agents: '10' }, /agents: got 10, want a whole number/],
    ['agents', { agents: null }, /agents: got nothing, want a whole number/],
    ['admit', { admit: 'ingress-nginx' }, /admit: got ingress-nginx, want a list of namespaces and IPv4 blocks/],
    ['admit', { admit: null }, /admit: got nothing, want a list of namespaces/],
    ['admit', { admit: ['edge', 'Edge'] }, /admit\[1\]: got Edge, want a list of namespaces .*; fix: for example/],
    ['admit', { admit: ['10.0.0.1/8'] }, /admit\[0\]: got 10\.0\.0\.1\/8, want/],
    ['admit', { admit: [undefined] }, /admit\[0\]: got nothing, want/],
    ['updateCenter', { updateCenter: '' }, /updateCenter: got an empty text, want the https address of a copy/],
    ['updateCenter', { updateCenter: 'http://mirror.bank.example' }, /updateCenter: got http:.*; fix: for example/],
    ['updateCenter', { updateCenter: null }, /updateCenter: got nothing, want the https address of a copy/],
    [
      'updateCenter',
      { updateCenter: 'https://mirror.bank.example/update-center.json' },
      /production\/ci {2}updateCenter: got https:.*json, want the address below which .* lies.*; fix: leave out the last/,
    ],
    [
      'updateCenter',
      { updateCenter: 'https://mirror.bank.example/a/X.JSON/' },
      /updateCenter: got .*, want the address/,
    ],
  ])('%s %j', (_prop, props, message) => {
    expect(() => jenkins(props)).toThrow(message);
  });

  it('are reported together, under the path of the component', () => {
    expect(() => jenkins({ url: 'jenkins', agents: -1, size: Size.mebibytes(1) })).toThrow(
      /^production\/ci: 3 problems\n/,
    );
  });

  it.each([undefined, null, {}, 7, []])('%p is refused, never a raw TypeError', (props) => {
    expect(() => new Jenkins(environment(), 'ci', props as never)).toThrow(/^production\/ci: 2 problems\n/);
  });
});

describe('in an environment', () => {
  it('renders, after storage, with all namespaces restricted', () => {
    const production = environment();
    new Calico(production, 'network');
    const component = new Jenkins(production, 'ci', GIVEN);
    expect(component.stage).toBe(Stage.PLATFORM);
    const rendering = render(production);
    expect(rendering.components.map(({ component }) => component.node.id)).toEqual([
      'namespaces',
      'tigera-operator',
      'network',
      'ci',
    ]);
    const namespaces = objects(production.node.findChild('namespaces'));
    const levels = namespaces.map(({ metadata }) => [
      metadata.name,
      metadata.labels['pod-security.kubernetes.io/enforce'],
    ]);
    expect(levels).toEqual(
      expect.arrayContaining([
        ['jenkins', 'restricted'],
        ['jenkins-agents', 'restricted'],
        ['jenkins-credentials', 'restricted'],
      ]),
    );
  });

  it('waits for what it is told to', () => {
    const production = environment();
    const network = new Calico(production, 'network');
    expect(new Jenkins(production, 'ci', { ...GIVEN, needs: [network] }).needs).toEqual([network]);
  });

  it('tells the proof of one pod on the workers, and the operator what to do when its host is dead', () => {
    const component = jenkins();
    const hosts = ['sh-a', 'sh-b'].flatMap((site) => [1, 2, 3, 4].map((n) => `${site}-worker-${n}`));
    const of = 'jenkins-controller';
    expect(component.facts).toMatchObject([
      {
        type: 'replicas',
        of,
        groups: [{ count: 1, hosts, requests: { cpu: 1, memory: Size.kibibytes(4 * 2 ** 20) } }],
        volume: true,
        moves: expect.objectContaining({ amount: 24 + 55 + 5 + 60 + 600 }),
      },
      { type: 'dependency', of, for: 'data' },
      { type: 'dependency', of, on: 'cluster-dns', for: 'serving' },
      { type: 'dependency', of, on: 'registry', for: 'starting' },
      { type: 'dependency', of, on: 'kubernetes-api', for: 'starting' },
      { type: 'dependency', of, on: 'power switch of a dead host', for: 'starting' },
      { type: 'recovery-plan', of, title: component.steps[0]?.title, by: ['sh-a'] },
      { type: 'recovery-plan', of, title: component.steps[0]?.title, by: ['sh-b'] },
    ]);
    // Whatever the scheduler may choose, nobody starts a second one beside it.
    expect(component.facts[0]).not.toHaveProperty('fencing');
    expect(component.steps).toMatchObject([{ when: 'later', commands: [expect.stringContaining('out-of-service')] }]);
  });

  it('is ready when its pod is', () => {
    expect(jenkins().readiness).toMatchObject([
      { target: { kind: 'StatefulSet', name: 'jenkins', namespace: 'jenkins' }, condition: { type: 'rollout' } },
    ]);
  });

  it('stays the same where it is moved or renamed', () => {
    const elsewhere = new Jenkins(environment(), 'builds', GIVEN);
    expect(objects(elsewhere)).toEqual(objects(jenkins()));
  });

  it('looks like this', () => {
    expect(objects(jenkins())).toMatchSnapshot();
  });
});

it('works in a plain App, with its namespaces', () => {
  const app = new App();
  const component = new Jenkins(app, 'ci', GIVEN);
  expect(objects(component).filter(({ kind }) => kind === 'Namespace')).toHaveLength(3);
  expect(component.facts).toEqual([]);
  expect(app.synthYaml()).toContain('kind: StatefulSet');
});
