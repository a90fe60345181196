import { Size } from 'cdk8s';
import { Calico, ControlPlane, etcdTiming, render } from 'tripod-iac';
import { reserved } from '../../lib/hosts/kubeadm/node/reserved';
import { cityOf, documents, rendered } from '../support/control-plane';
import type { Loose } from '../support/objects';

const KUBEADM = '/etc/kubernetes/kubeadm.yaml';
const PATCH = '/etc/kubernetes/patches/kubeletconfiguration.yaml';
const MIRROR = 'registry.bank.example/mirror';

describe('etcd', () => {
  it.each([
    [0, 100, 1000],
    [2, 100, 1000],
    [100, 100, 1000],
    [100.5, 101, 1010],
    [250, 250, 2500],
    [5000, 5000, 50000],
  ])('at a round trip of %d ms beats every %d ms and elects after %d', (rtt, heartbeat, election) => {
    expect(etcdTiming(rtt)).toEqual({ heartbeat, election });
    // What upstream and etcd itself ask for.
    expect(heartbeat).toBeGreaterThanOrEqual(rtt);
    expect(election).toBeGreaterThanOrEqual(Math.max(10 * rtt, 5 * heartbeat));
  });
});

describe('reservations', () => {
  it.each([
    [1, 4, 60, 1024],
    [4, 16, 80, 2663],
    [8, 32, 90, 3646],
    [32, 128, 150, 9544],
    [64, 256, 230, 12166],
  ])('of %d CPUs and %d GiB keep %dm and %dMi', (cpu, gibibytes, millis, mebibytes) => {
    expect(reserved({ cpu, memory: Size.gibibytes(gibibytes) })).toEqual({ cpu: millis, memory: mebibytes });
  });

  it('are written for each host by its size', () => {
    const rendering = rendered();
    const kept = (host: string) => documents(rendering, host, PATCH)[0].kubeReserved as unknown;
    expect(kept('sh-a-master-1')).toEqual({ cpu: '90m', memory: '3646Mi' });
    expect(kept('sh-a-worker-1')).toEqual({ cpu: '150m', memory: '9544Mi' });
  });
});

describe('nodes', () => {
  const registration = (host: string, name: 'production' | 'test' = 'production'): Loose =>
    documents(rendered(name), host, KUBEADM)[0].nodeRegistration;

  it('register under their own name and address, not that of a VIP', () => {
    const { name, kubeletExtraArgs } = registration('sh-a-master-1');
    expect(name).toBe('sh-a-master-1');
    expect(kubeletExtraArgs[0]).toEqual({ name: 'node-ip', value: '10.10.0.2' });
  });

  it('carry the labels of their place and their roles', () => {
    expect(registration('sh-a-storage-1').kubeletExtraArgs[1].value.split(',')).toEqual([
      'topology.kubernetes.io/region=shanghai',
      'topology.kubernetes.io/zone=sh-a',
      expect.stringMatching(/^topology\.rook\.io\/rack=.*a1$/),
      'tripod/storage=',
    ]);
  });

  it.each<['production' | 'test', string, string[]]>([
    ['production', 'sh-a-master-1', ['node-role.kubernetes.io/control-plane']],
    ['production', 'sh-a-storage-1', ['tripod/storage']],
    ['production', 'sh-a-worker-1', []],
    ['test', 'sh-t-worker-1', []],
  ])('in %s: %s is tainted %j', (name, host, keys) => {
    expect(registration(host, name).taints.map(({ key }: { key: string }) => key)).toEqual(keys);
  });
});

describe('who does what', () => {
  const rendering = rendered();

  it.each([
    ['sh-a-master-1', ['InitConfiguration', 'ClusterConfiguration', 'KubeletConfiguration', 'KubeProxyConfiguration']],
    ['sh-b-master-1', ['JoinConfiguration']],
    ['sh-a-worker-1', ['JoinConfiguration']],
  ])('%s has %j', (host, kinds) => {
    expect(documents(rendering, host, KUBEADM).map(({ kind }) => kind as string)).toEqual(kinds);
  });

  it('masters join the control plane, others do not', () => {
    const [master] = documents(rendering, 'sh-b-master-1', KUBEADM);
    expect(master.controlPlane.localAPIEndpoint).toEqual({ advertiseAddress: '10.11.0.2', bindPort: 6443 });
    expect(documents(rendering, 'sh-a-worker-1', KUBEADM)[0]).not.toHaveProperty('controlPlane');
  });

  it('all find the cluster through the endpoint, with a token that is made when they join', () => {
    const path = '/etc/kubernetes/discovery.conf';
    const [config] = documents(rendering, 'sh-a-worker-1', path);
    expect(config.clusters[0].cluster.server).toBe('https://api.prod.bank.example:8443');
    expect(config.users).toEqual([{ name: 'bootstrap', user: { tokenFile: '/etc/kubernetes/discovery.token' } }]);
    // The first master too: it may come back into a cluster that lives.
    expect(documents(rendering, 'sh-a-master-1', path)).toEqual([config]);
  });

  it('strangers only learn whether an API server is well', () => {
    const [config] = documents(rendering, 'sh-w-master-1', '/etc/kubernetes/authentication.yaml');
    expect(config.anonymous.conditions.map(({ path }: { path: string }) => path)).toEqual([
      '/livez',
      '/readyz',
      '/healthz',
    ]);
  });

  it('secrets are recorded before, and without what is written', () => {
    const [{ rules }] = documents(rendering, 'sh-a-master-1', '/etc/kubernetes/audit-policy.yaml') as [Loose];
    const about = (rule: Loose) => JSON.stringify(rule);
    const secrets = rules.findIndex((rule: Loose) => about(rule).includes('"secrets"'));
    const writes = rules.findIndex((rule: Loose) => rule.level === 'Request');
    expect(rules[secrets].level).toBe('Metadata');
    expect(secrets).toBeLessThan(writes);
    expect(rules.slice(0, secrets).every((rule: Loose) => !about(rule).includes('system:nodes'))).toBe(true);
  });
});

describe('a mirror', () => {
  const cluster = (props: object) =>
    documents(rendered('production', {}, props), 'sh-a-master-1', KUBEADM).find(
      ({ kind }) => kind === 'ClusterConfiguration',
    );

  it('is where kubeadm pulls from, also CoreDNS', () => {
    expect(cluster({ mirror: MIRROR })).toMatchObject({
      imageRepository: `${MIRROR}/registry.k8s.io`,
      dns: { imageRepository: `${MIRROR}/registry.k8s.io/coredns` },
    });
    expect(cluster({})).toMatchObject({ imageRepository: 'registry.k8s.io' });
    expect(cluster({})).not.toHaveProperty('dns');
  });
});

it('spells out what etcd waits for, for the longest way between masters', () => {
  const owner = cityOf({ masters: 1, rtt: 7 }, { masters: 1 }, { masters: 1 });
  new ControlPlane(owner, 'control-plane', { endpoint: 'api.bank.example' });
  new Calico(owner, 'network');
  const [, cluster] = documents(render(owner), 's1-master-1', KUBEADM);
  const args = Object.fromEntries(
    (cluster.etcd.local.extraArgs as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
  );
  expect(args).toEqual({
    'heartbeat-interval': '100',
    'election-timeout': '1000',
    'quota-backend-bytes': '8589934592',
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': '8h',
    'feature-gates': 'InitialCorruptCheck=true,CompactHashCheck=true',
  });
});
