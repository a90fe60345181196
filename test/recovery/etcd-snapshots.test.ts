import { App, Duration } from 'cdk8s';
import {
  Calico,
  city,
  cluster,
  ControlPlane,
  Distribution,
  Environment,
  type EnvironmentProps,
  Etcd,
  EtcdSnapshots,
  type EtcdSnapshotsProps,
  HostFile,
  Landscape,
  masters,
  none,
  Platform,
  render,
  site,
} from 'tripod-iac';
import { environment } from '../support/bank';
import { type Loose, object, objects } from '../support/objects';

const PEM = '-----BEGIN CERTIFICATE-----\nTUlJQg==\n-----END CERTIFICATE-----\n';
const GIVEN = { endpoint: 'https://s3.hefei.bank.example', bucket: 'etcd-snapshots', storeSite: 'hf-a' };
const LOST_CITY = (minutes: number) => ({ city: { rpo: Duration.minutes(minutes), rto: Duration.hours(4) } });

const snapshots = (props: Partial<EtcdSnapshotsProps> = {}, settings: Partial<EnvironmentProps> = {}): EtcdSnapshots =>
  new EtcdSnapshots(environment('production', settings), 'etcd', { ...GIVEN, ...props });

/** Containers in the order in which they run. */
const containers = (component: EtcdSnapshots): Loose[] => {
  const { initContainers, containers: last } = podSpec(component);
  return [...initContainers, ...last];
};
const podSpec = (component: EtcdSnapshots): Loose => object(component, 'CronJob').spec.jobTemplate.spec.template.spec;
const scripts = (component: EtcdSnapshots): HostFile[] =>
  component.node.findAll().filter((construct) => HostFile.isHostFile(construct));

describe('a snapshot', () => {
  it('is saved, restored for trial, given a checksum and shipped before an old one goes', () => {
    expect(containers(snapshots()).map(({ name, command, args }) => [name, ...command, ...args].join(' '))).toEqual([
      'quorum etcdctl --endpoints=https://$(HOST_IP):2379 get health',
      'save etcdctl --endpoints=https://$(HOST_IP):2379 snapshot save /snapshots/$(POD_NAME).db',
      'verify etcdutl snapshot restore /snapshots/$(POD_NAME).db --data-dir /scratch/restored',
      'digest rclone hashsum sha256 /snapshots/$(POD_NAME).db --output-file /snapshots/$(POD_NAME).db.sha256',
      'ship rclone copy /snapshots store:etcd-snapshots/production --immutable',
      'prune rclone delete store:etcd-snapshots/production --include etcd-snapshots-* --min-age 720h --use-server-modtime',
    ]);
  });

  it('is taken from the member of its host, without being on the network of the host', () => {
    const addresses = containers(snapshots()).flatMap(({ env }) =>
      env.filter(({ name }: Loose) => name === 'HOST_IP').map(({ valueFrom }: Loose) => valueFrom),
    );
    const address = { fieldRef: { fieldPath: 'status.hostIP' } };
    expect(addresses).toEqual([address, address]);
    expect(podSpec(snapshots())).not.toHaveProperty('hostNetwork');
    expect(podSpec(snapshots())).not.toHaveProperty('dnsPolicy');
  });

  it('has room for what the control plane lets etcd grow to', () => {
    const production = environment();
    new ControlPlane(production, 'control-plane', { endpoint: 'api.bank.example', interface: 'bond0' });
    new Calico(production, 'network');
    const component = new EtcdSnapshots(production, 'etcd', GIVEN);
    const kubeadm = render(production).hostFiles.find(({ file }) => file.path.endsWith('kubeadm.yaml'))?.content;
    const quota = Number(/name: quota-backend-bytes\n +value: "(\d+)"/.exec(kubeadm ?? '')?.[1]);
    const room = podSpec(component).volumes.flatMap(({ emptyDir }: Loose) => emptyDir?.sizeLimit ?? []);
    expect(room).toEqual(Array(2).fill(`${quota / 2 ** 30 + 1}Gi`));
    expect(component.run.save.toSeconds()).toBe(Math.ceil(quota / 100e6));
  });

  it('is made on a master, and never twice at a time', () => {
    const component = snapshots();
    expect(object(component, 'CronJob').spec.concurrencyPolicy).toBe('Forbid');
    expect(podSpec(component).nodeSelector).toEqual({ 'node-role.kubernetes.io/control-plane': '' });
    expect(podSpec(component).tolerations).toEqual([
      { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
    ]);
  });

  it('tolerates what masters do beside being masters', () => {
    const small = Landscape.of({
      cities: [
        city('a', [site('a-1', { role: 'active', subnet: '10.0.0.0/24', hosts: [masters(3, { also: ['storage'] })] })]),
      ],
      clusters: [cluster('small', { sites: ['a-1'], pods: '10.1.0.0/16', services: '10.2.0.0/16' })],
    });
    const platform = new Environment(new Platform(), 'small', { landscape: small, tier: 'test' });
    const component = new EtcdSnapshots(platform, 'etcd', { ...GIVEN, storeSite: undefined, storeCity: 'b' });
    expect(podSpec(component).tolerations.map(({ key }: Loose) => key)).toEqual([
      'node-role.kubernetes.io/control-plane',
      'tripod/storage',
    ]);
  });

  it('gives the key of the store to those only that talk to it', () => {
    const holders = containers(snapshots()).filter(({ env }) =>
      env.some(({ valueFrom }: Loose) => valueFrom?.secretKeyRef),
    );
    expect(holders.map(({ name }) => name)).toEqual(['ship', 'prune']);
  });

  it('runs as root without a single capability, and says why', () => {
    const component = snapshots();
    const { template } = object(component, 'CronJob').spec.jobTemplate.spec;
    expect(template.metadata.annotations['tripod/privilege-reason']).toMatch(/for root only, and .* write and delete/);
    for (const { securityContext, resources } of containers(component)) {
      expect(securityContext).toMatchObject({
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      });
      expect(resources).toMatchObject({
        requests: { memory: expect.anything() },
        limits: { memory: expect.anything() },
      });
    }
    expect(
      podSpec(component)
        .volumes.filter(({ hostPath }: Loose) => hostPath)
        .map(({ hostPath }: Loose) => hostPath),
    ).toEqual([
      { path: '/etc/kubernetes/pki/etcd/ca.crt', type: 'File' },
      { path: '/etc/kubernetes/pki/etcd/healthcheck-client.crt', type: 'File' },
      { path: '/etc/kubernetes/pki/etcd/healthcheck-client.key', type: 'File' },
    ]);
  });
});

describe('the interval', () => {
  it.each([
    [undefined, '0 * * * *'],
    [1440, '0 * * * *'],
    [60, '*/30 * * * *'],
    [100, '*/30 * * * *'],
    [40, '*/20 * * * *'],
  ])('for an RPO of %s minutes is scheduled as %s', (rpo, schedule) => {
    const objectives = rpo === undefined ? {} : LOST_CITY(rpo);
    expect(object(snapshots({}, { objectives }), 'CronJob').spec.schedule).toBe(schedule);
  });

  it('bounds every run', () => {
    const { activeDeadlineSeconds } = object(snapshots({ interval: Duration.minutes(20) }), 'CronJob').spec.jobTemplate
      .spec;
    expect(activeDeadlineSeconds).toBe(1200);
  });
});

it('waits for a snapshot at once as long as its job may take, and no longer than it takes', () => {
  const component = snapshots({ interval: Duration.minutes(30) });
  const { activeDeadlineSeconds } = object(component, 'CronJob').spec.jobTemplate.spec;
  const step = component.steps.find(({ title }) => title.startsWith('Take a snapshot'));
  const [first, second] = step?.commands.filter((command) => command.startsWith('kubectl wait')) ?? [];
  expect(first).toContain(`--timeout=${activeDeadlineSeconds}s`);
  // Any condition, of success or of failure; `false` where it failed.
  expect(first).toContain("--for=jsonpath='{.status.conditions[0].type}'");
  expect(second).toMatch(/--for=condition=Complete .* --timeout=10s \|\| \{ kubectl describe .*; false; \}$/);
});

describe('every prop has an effect', () => {
  const everything = (component: EtcdSnapshots): string =>
    JSON.stringify([
      objects(component),
      scripts(component).map(({ path }) => path),
      component.facts,
      component.steps,
      component.prerequisites,
      component.needs.length,
    ]);
  const network = new Calico(environment(), 'network');

  it.each<[string, Partial<EtcdSnapshotsProps>]>([
    ['endpoint', { endpoint: 'https://s3.other.bank.example:9000' }],
    ['bucket', { bucket: 'other' }],
    ['storeSite', { storeSite: 'sh-t' }],
    ['storeCity', { storeSite: undefined, storeCity: 'chengdu' }],
    ['region', { region: 'cn-east-1' }],
    ['caBundle', { caBundle: PEM }],
    ['interval', { interval: Duration.hours(6) }],
    ['retention', { retention: Duration.days(7) }],
    ['needs', { needs: [network] }],
  ])('%s', (_, props) => {
    expect(everything(snapshots(props))).not.toBe(everything(snapshots()));
  });
});

describe('refuses', () => {
  it('an etcd outside of the masters', () => {
    const production = environment();
    const etcd = Etcd.external({ endpoints: ['https://10.10.0.61:2379'] });
    new ControlPlane(production, 'control-plane', { endpoint: 'api.bank.example', interface: 'bond0', etcd });
    expect(() => new EtcdSnapshots(production, 'etcd', GIVEN)).toThrow(
      /hosts: got an etcd outside of the masters, want etcd on the masters: .*; fix: leave the component out/,
    );
  });

  it.each<[string, Partial<EtcdSnapshotsProps>, RegExp]>([
    [
      'a store without TLS',
      { endpoint: 'http://s3.bank.example' },
      /etcd {2}endpoint: got http:.* want an https address/,
    ],
    [
      'an address with a path',
      { endpoint: 'https://s3.bank.example/etcd' },
      /endpoint: got .*want an https address without path/,
    ],
    ['no address', { endpoint: '' }, /endpoint: got an empty text/],
    ['a wrong bucket', { bucket: 'Etcd Snapshots' }, /bucket: got Etcd Snapshots, want the name of a bucket/],
    ['an empty region', { region: '' }, /region: got an empty text, want the name of a region/],
    ['what is no certificate', { caBundle: 'trust me' }, /caBundle: got trust me, want certificates as PEM/],
    [
      'a store at a site that it protects',
      { storeSite: 'sh-b' },
      /storeSite: got sh-b, one of the sites that the store protects, want a site .*\(sh-t, hf-a\); fix: put the store where/,
    ],
    ['an unknown site', { storeSite: 'hf-z' }, /storeSite: got hf-z, want a site of the landscape/],
    ['a store nowhere', { storeSite: undefined }, /storeSite: got nothing, want either the site/],
    ['a store in two places', { storeCity: 'chengdu' }, /got hf-a beside storeCity chengdu, want either/],
    [
      'a city of the landscape as one outside',
      { storeSite: undefined, storeCity: 'hefei' },
      /storeCity: got hefei, want .*\(shanghai, hefei\)/,
    ],
    ['an empty city', { storeSite: undefined, storeCity: ' ' }, /storeCity: got/],
    [
      'what cron cannot say',
      { interval: Duration.minutes(45) },
      /interval: got 45 minutes, want minutes that divide an hour/,
    ],
    ['an interval that is none', { interval: 30 as unknown as Duration }, /interval: got 30, want minutes/],
    ['an interval without number', { interval: Duration.minutes(Number.NaN) }, /interval: got/],
    [
      'an interval shorter than a run',
      { interval: Duration.minutes(5) },
      /interval: got 5 minutes, while one snapshot takes 14 minutes 50 seconds \(save 1 minute 26 seconds, .*; fix: lengthen/,
    ],
    [
      'a retention shorter than two intervals',
      { retention: Duration.hours(1) },
      /retention: got 60 minutes|retention: got 1 hour/,
    ],
    ['a retention of no whole hours', { retention: Duration.minutes(150) }, /retention: got .*want whole hours/],
    ['a retention that is none', { retention: '30d' as unknown as Duration }, /retention: got 30d, want whole hours/],
  ])('%s', (_, props, message) => {
    expect(() => snapshots(props)).toThrow(message);
  });

  it.each<[string, Partial<EtcdSnapshotsProps>, Partial<EnvironmentProps>, RegExp]>([
    [
      'to lose more than was promised',
      { interval: Duration.hours(1) },
      { objectives: LOST_CITY(60) },
      /interval: got 1 hour and 14 minutes 50 seconds to a finished copy .* loses up to 1 hour 14 minutes 50 seconds, want at most 1 hour, as `objectives\.city\.rpo`/,
    ],
    [
      'to promise that nothing is lost',
      {},
      { objectives: { city: { rpo: none, rto: none } } },
      /want at most none, .*copies never reach a loss of none/,
    ],
    [
      'a store in the city it protects',
      { storeSite: 'sh-t' },
      { objectives: LOST_CITY(60) },
      /storeSite: got sh-t in shanghai, the city of the cluster, want a site in another city/,
    ],
    [
      'OpenShift',
      {},
      { distribution: Distribution.openshift('4.16') },
      /distribution: got openshift 4\.16, want kubernetes/,
    ],
  ])('%s', (_, props, settings, message) => {
    expect(() => snapshots(props, settings)).toThrow(message);
  });

  it('everything at once', () => {
    expect(() => snapshots({ endpoint: '', bucket: '', storeSite: 'x', region: '' })).toThrow(
      /production\/etcd: 4 problems/,
    );
  });

  it('a plain App, since it writes host files', () => {
    expect(() => new EtcdSnapshots(new App(), 'etcd', GIVEN)).toThrow(
      /got EtcdSnapshots in a plain App, want an Environment/,
    );
  });
});

describe('the restore kit', () => {
  it('is on every master, for root only, with the values of that master', () => {
    const files = scripts(snapshots());
    expect(files.map(({ host, path, mode }) => [host.name, path, mode])).toEqual(
      ['sh-a-master-1', 'sh-a-master-2', 'sh-b-master-1', 'sh-b-master-2', 'sh-w-master-1'].map((name) => [
        name,
        '/etc/kubernetes/restore/restore.sh',
        '0700',
      ]),
    );
    const [first] = files;
    expect(first?.content).toContain(`name='sh-a-master-1'\npeer_url='https://${first?.host.address}:2380'\n`);
    for (const { host, content } of files) {
      const cluster = /^initial_cluster='(.*)'$/m.exec(content)?.[1]?.split(',');
      expect(cluster).toHaveLength(5);
      expect(cluster).toContain(`${host.name}=https://${host.address}:2380`);
    }
  });

  it('verifies on all masters before it stops any, and swaps all before it starts one', () => {
    const commands = snapshots().steps.find(({ title }) => title.startsWith('Restore'))?.commands ?? [];
    const order = commands.flatMap((command) => /restore\.sh (\S+)/.exec(command)?.[1] ?? []);
    expect(order).toEqual(['prepare', 'stop', 'swap', 'start-etcd', 'start-api']);
    const start = commands.findIndex((command) => command.includes('start-api'));
    expect(commands.slice(start).join('\n')).toMatch(/restart kubelet[^]*rollout restart/);
  });

  it('says what a snapshot is worth nothing without, and whom it must be kept from', () => {
    const all = snapshots().prerequisites.join('\n');
    expect(all).toMatch(/\/etc\/kubernetes\/pki \(ca, front-proxy-ca, etcd\/ca, sa\), and/m);
    expect(all).toMatch(
      /encrypted at rest, and readable for few: .* everything that the cluster knows but what its Secrets say/,
    );
    expect(all).toMatch(
      /never beside the snapshots: .*pki .*, and \/etc\/kubernetes\/encryption\/keys, without which no Secret/,
    );
    expect(all).toMatch(/an earlier key stays for as long as any snapshot from its time/);
  });

  it('says which programs it needs, and where', () => {
    const all = snapshots().prerequisites.join('\n');
    expect(all).toMatch(/^etcdctl and etcdutl 3\..* every master/m);
    expect(all).toMatch(/^crictl .* every master/m);
    expect(all).toMatch(/^rclone.* the administrator/m);
  });
});

it('alerts when the last one that arrived is older than an interval and a run', () => {
  const component = snapshots({ interval: Duration.minutes(30) });
  const limit = 1800 + component.run.total.toSeconds();
  expect(component.alerts.map(({ name, severity }) => [name, severity])).toEqual([['EtcdSnapshotTooOld', 'critical']]);
  expect(component.alerts[0]?.expression).toContain(`cronjob="etcd-snapshots"} > ${limit} or (time()`);
});

it('tells the proof what is lost with the cluster', () => {
  const { facts, run } = snapshots();
  const of = 'etcd-snapshots';
  expect(facts).toEqual([
    { type: 'async-copy', of: 'etcd', to: 'hf-a', interval: Duration.minutes(60), transfer: run.total },
    expect.objectContaining({
      type: 'replicas',
      of,
      minimum: 0,
      moves: Duration.seconds(60 * 60 + run.total.toSeconds()),
    }),
    { type: 'outside', of: 'object store s3.hefei.bank.example', site: 'hf-a' },
    { type: 'dependency', of, on: 'object store s3.hefei.bank.example', for: 'serving' },
    { type: 'dependency', of, on: 'etcd', for: 'serving' },
    { type: 'dependency', of, on: 'kubernetes-api', for: 'serving' },
    { type: 'dependency', of, on: 'cluster-dns', for: 'serving' },
    { type: 'dependency', of, on: 'registry', for: 'starting' },
    { type: 'dependency', of, on: 'kubernetes-api', for: 'starting' },
  ]);
  const [group] = facts.flatMap((fact) => (fact.type === 'replicas' ? fact.groups : []));
  expect(group?.hosts.every((host) => host.includes('-master-'))).toBe(true);
  expect(run.total.toSeconds()).toBe(30 + 86 + 86 + 688);
});

it('names a secret by its name only', () => {
  const production = environment('production', { secretStore: 'vault' });
  const external = object(new EtcdSnapshots(production, 'etcd', GIVEN), 'ExternalSecret');
  expect(external.spec.data.map(({ remoteRef }: Loose) => remoteRef.key)).toEqual([
    'etcd-snapshot-store/access-key-id',
    'etcd-snapshot-store/secret-access-key',
  ]);
});

it('renders beside a network, with its images on the mirror', () => {
  const production = environment('production', { mirror: 'registry.bank.example/mirror' });
  new Calico(production, 'network');
  const component = new EtcdSnapshots(production, 'etcd', GIVEN);
  const rendered = render(production).components.find((other) => other.component === component);
  const images = JSON.stringify(rendered?.waves.flat().map(({ json }) => json)).match(/"image":"[^"]*"/g);
  expect(new Set(images)).toEqual(
    new Set([
      '"image":"registry.bank.example/mirror/registry.k8s.io/etcd:3.6.5-0"',
      '"image":"registry.bank.example/mirror/docker.io/rclone/rclone:1.75.0"',
    ]),
  );
});

it('renders as before', () => {
  const component = snapshots({ caBundle: PEM }, { objectives: LOST_CITY(60) });
  expect(objects(component)).toMatchSnapshot();
  expect(scripts(component)[0]?.content).toMatchSnapshot();
  expect([component.steps, component.prerequisites]).toMatchSnapshot();
});
