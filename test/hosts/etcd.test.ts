import { Duration } from 'cdk8s';
import {
  Calico,
  city,
  cluster,
  ControlPlane,
  Environment,
  Etcd,
  Landscape,
  masters,
  Platform,
  render,
  site,
  startupDelay,
  workers,
} from 'tripod-iac';
import { corruptionChecks } from '../../lib/hosts/etcd/corruption';
import { startupPatience } from '../../lib/hosts/etcd/timing';
import { settingsOf } from '../../lib/hosts/settings/settings';
import { cityOf, documents, hostFile, PROPS, rendered } from '../support/control-plane';
import type { Loose } from '../support/objects';

const KUBEADM = '/etc/kubernetes/kubeadm.yaml';

describe('checks for corruption', () => {
  const old = { 'experimental-initial-corrupt-check': 'true', 'experimental-compact-hash-check-enabled': 'true' };
  const gates = { 'feature-gates': 'InitialCorruptCheck=true,CompactHashCheck=true' };
  it.each([
    ['3.4.34', old],
    ['3.5.24', old],
    ['3.6.0', gates],
    ['3.6.5', gates],
    ['3.7.1', gates],
    ['3.10.0', gates],
    ['4.0.0', gates],
  ])('of etcd %s are spelled as that version takes them', (version, args) => {
    expect(corruptionChecks(version)).toEqual(args);
  });
});

describe('the start of a member', () => {
  it.each([
    [0, 1000, 0],
    [1, 1000, 7_000],
    [2, 1000, 14_000],
    [2, 5000, 30_000],
  ])('that asks %d silent peers, election %d ms, takes %d ms more', (silent, election, millis) => {
    expect(startupDelay(silent, { heartbeat: election / 10, election })).toEqual(Duration.millis(millis));
  });

  it.each([
    [1, 0],
    [3, 14_000],
    [5, 28_000],
  ])('of %d takes %d ms at most', (members, millis) => {
    expect(startupPatience(members, { heartbeat: 100, election: 1000 })).toEqual(Duration.millis(millis));
  });
});

const endpoints = ['https://10.10.0.61:2379', 'https://10.10.0.62:2379', 'https://etcd-3.bank.example:2379'];

/** An environment with one master, and so many workers and one more. */
function large(count: number): Environment {
  const hosts = [masters(1), workers(count + 1)];
  const landscape = Landscape.of({
    cities: [city('shanghai', [site('a', { role: 'active', subnet: '10.0.0.0/16', hosts })])],
    clusters: [cluster('all', { sites: ['a'], pods: '10.128.0.0/12', services: '10.96.0.0/16' })],
  });
  return new Environment(new Platform(), 'all', { landscape, tier: 'production' });
}

describe('etcd outside', () => {
  const rendering = rendered('production', { etcd: Etcd.external({ endpoints }) });
  const component = rendering.components[0]!.component;

  it('is what the API servers are given, with a client certificate', () => {
    const [, cluster] = documents(rendering, 'sh-a-master-1', KUBEADM);
    expect(cluster.etcd).toEqual({
      external: {
        endpoints,
        caFile: '/etc/kubernetes/pki/external-etcd/ca.crt',
        certFile: '/etc/kubernetes/pki/external-etcd/client.crt',
        keyFile: '/etc/kubernetes/pki/external-etcd/client.key',
      },
    });
  });

  it('must exist, with what it asks for on every master; of masters nothing is wanted', () => {
    const text = component.prerequisites.join('\n');
    expect(text).toContain(`etcd on ${endpoints.join(', ')} answers every master`);
    expect(text).toContain('/etc/kubernetes/pki/external-etcd/client.key');
    expect(text).toContain('TCP from masters to 10.10.0.61:2379, 10.10.0.62:2379, etcd-3.bank.example:2379');
    expect(text).not.toContain('/var/lib/etcd');
  });

  it('is unknown to the proof, and the plan says so', () => {
    expect(component.facts.filter(({ of }) => of === 'etcd')).toEqual([{ type: 'outside', of: 'etcd' }]);
    expect(component.prerequisites.join('\n')).toContain('its hosts are not part of the landscape');
  });

  it('is known to the proof where its members are hosts of the landscape, by address or name', () => {
    const own = ['https://10.30.0.9:2379', 'https://hf-a-worker-2:2379', 'https://hf-a-worker-3:2379'];
    const facts = rendered('production', { etcd: Etcd.external({ endpoints: own }) }).components[0]!.component.facts;
    expect(facts[0]).toMatchObject({ type: 'voters', of: 'etcd' });
    const groups = (facts[0] as Loose).groups as { hosts: string[] }[];
    expect(groups).toHaveLength(3);
    expect(groups.slice(1).flatMap(({ hosts }) => hosts)).toEqual(['hf-a-worker-2', 'hf-a-worker-3']);
  });

  it('takes no image of its own', () => {
    expect(rendering.images.map(({ repository }) => repository)).not.toContain('registry.k8s.io/etcd');
  });
});

describe('etcd of events', () => {
  const MANIFEST = '/etc/kubernetes/etcd-events/etcd-events.yaml';
  const rendering = rendered('production', { eventsEtcd: true });
  const pod = documents(rendering, 'sh-b-master-1', MANIFEST)[0];
  const container = pod.spec.containers[0];

  it('is what every API server stores events in, through all members', () => {
    const [, cluster] = documents(rendering, 'sh-a-master-1', KUBEADM);
    const args = cluster.apiServer.extraArgs as { name: string; value: string }[];
    expect(args.find(({ name }) => name === 'etcd-servers-overrides')?.value).toBe(
      '/events#https://10.10.0.2:12379;https://10.10.0.3:12379;https://10.11.0.2:12379;https://10.11.0.3:12379;https://10.12.0.2:12379',
    );
  });

  it('is a member on every master, on ports of its own and with the times of the other', () => {
    const command = container.command as string[];
    for (const flag of [
      '--name=sh-b-master-1',
      '--data-dir=/var/lib/etcd-events',
      '--listen-client-urls=https://127.0.0.1:12379,https://10.11.0.2:12379',
      '--listen-peer-urls=https://10.11.0.2:12380',
      '--listen-metrics-urls=http://127.0.0.1:12381',
      '--client-cert-auth=true',
      '--peer-client-cert-auth=true',
      '--election-timeout=1000',
      '--feature-gates=InitialCorruptCheck=true,CompactHashCheck=true',
    ]) {
      expect(command).toContain(flag);
    }
    const cluster = command.find((flag) => flag.startsWith('--initial-cluster='));
    expect(cluster?.split(',')).toHaveLength(5);
  });

  it('says why it uses the network of its host, and may do nothing else', () => {
    expect(pod.metadata.annotations['tripod/privilege-reason']).toContain('before there is a pod network');
    expect(container.securityContext).toMatchObject({ privileged: false, capabilities: { drop: ['ALL'] } });
    expect(container.resources.requests).toEqual({ cpu: '100m', memory: '100Mi' });
    // 28 s for four silent peers, beside the 80 s that kubeadm gives a member.
    expect(container.startupProbe).toMatchObject({ periodSeconds: 10, failureThreshold: 11 });
  });

  it('takes no API server with it: neither the load balancer nor the kubelet asks for it', () => {
    expect(hostFile(rendering, 'sh-a-master-1', '/etc/haproxy/haproxy.cfg')).toContain(
      'http-check send meth GET uri /readyz?exclude=etcd-override-0&exclude=etcd-override-readiness-0\n',
    );
    const [patch] = documents(rendering, 'sh-a-master-1', '/etc/kubernetes/patches/kube-apiserver.yaml');
    const [server] = patch.spec.containers;
    expect(server.livenessProbe).toEqual({ httpGet: { path: '/livez?exclude=etcd-override-0' } });
    expect(() => hostFile(rendered(), 'sh-a-master-1', '/etc/kubernetes/patches/kube-apiserver.yaml')).toThrow(
      'no /etc',
    );
  });

  it('votes in the proof, and the API does not depend on it', () => {
    const { facts, prerequisites } = rendering.components[0]!.component;
    expect(facts.find(({ of }) => of === 'etcd-events')).toMatchObject({ type: 'voters', groups: { length: 5 } });
    expect(facts.filter(({ type }) => type === 'dependency').map((fact) => (fact as Loose).on)).not.toContain(
      'etcd-events',
    );
    expect(prerequisites.join('\n')).toContain('It holds an hour of events and nothing else');
    expect(prerequisites.join('\n')).toContain('2379, 2380, 12379, 12380/TCP between masters');
  });

  it('is there by itself from 1,000 hosts on, unless etcd stands outside', () => {
    const many = () => large(998);
    expect(settingsOf({ endpoint: PROPS.endpoint }, large(997)).eventsEtcd).toBe(false);
    expect(settingsOf({ endpoint: PROPS.endpoint }, many()).eventsEtcd).toBe(true);
    const etcd = Etcd.external({ endpoints });
    expect(settingsOf({ endpoint: PROPS.endpoint, etcd }, many()).eventsEtcd).toBe(false);
  });
});

it('a control plane says where etcd runs', () => {
  const owner = cityOf({ masters: 1 });
  expect(new ControlPlane(owner, 'cp', { endpoint: PROPS.endpoint }).etcd.placement).toBe('stacked');
  new Calico(owner, 'network');
  expect(render(owner).hostFiles.length).toBeGreaterThan(0);
});
