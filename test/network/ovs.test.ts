import { App, Duration } from 'cdk8s';
import {
  AntreaOperator,
  Calico,
  type Component,
  Distribution,
  type EnvironmentProps,
  Isolation,
  OvsSdn,
  type OvsSdnProps,
  render,
  type VendoredObject,
} from 'tripod-iac';
import { files } from '../../lib/core/render/files';
import { environment } from '../support/bank';
import { type Loose, object, objects } from '../support/objects';

const antrea = (props: OvsSdnProps = {}, options: Partial<EnvironmentProps> = {}) =>
  new OvsSdn(environment('production', options), 'network', props);

const openshift = (props: OvsSdnProps = {}, version = '4.16') =>
  antrea(props, { distribution: Distribution.openshift(version) });

/** What a component says beside its objects. */
const words = ({ facts, prerequisites, readiness, steps }: Component) => ({ facts, prerequisites, readiness, steps });

const agentConfig = (network: OvsSdn): string => {
  const operator = network.needs.find((need) => need instanceof AntreaOperator) as AntreaOperator;
  return operator.settings['antrea-config']?.['antrea-agent.conf'] ?? '';
};

describe('on Kubernetes', () => {
  it('installs Antrea first, and configures its agents', () => {
    const network = antrea();
    expect(render(network.environment!).components.map(({ component }) => component.node.id)).toEqual([
      'antrea',
      'network',
    ]);
    expect(agentConfig(network)).toBe(
      ['trafficEncapMode: encap', 'tunnelType: geneve', 'tunnelPort: 6081', 'defaultMTU: 1450', ''].join('\n'),
    );
  });

  it.each<[keyof OvsSdnProps, OvsSdnProps, string]>([
    ['mtu', { mtu: 8900 }, 'defaultMTU: 8900'],
    ['port', { port: 7000 }, 'tunnelPort: 7000'],
  ])('%s reaches the agents', (_, props, line) => {
    expect(agentConfig(antrea(props)).split('\n')).toContain(line);
  });

  it('tells which hosts can carry the one controller', () => {
    const [fact] = antrea().facts as Loose[];
    expect(fact).toMatchObject({ type: 'replicas', of: 'antrea-controller', groups: [{ count: 1 }] });
    expect(fact.moves).toEqual(Duration.seconds(24 + 55 + 5 + 300 + 60));
    // Neither storage, edge nor voters: their taints are not tolerated.
    const [{ hosts }] = fact.groups;
    expect(hosts).toHaveLength(5 + 8);
    expect(hosts.filter((name: string) => /storage|edge|voter/.test(name))).toEqual([]);
  });

  it('names the ports that must be open', () => {
    expect(antrea({ port: 7000 }).prerequisites.join('\n')).toContain('UDP 7000');
  });

  it('says nothing between pods for network policies', () => {
    expect(objects(antrea())).toEqual([]);
  });

  it('keeps tenants apart, and what is shared reachable', () => {
    const { spec } = object(antrea({ isolation: Isolation.multitenant() }), 'ClusterNetworkPolicy');
    expect(reach(spec)).toEqual({
      'tenant-a → tenant-a': 'NetworkPolicy',
      'tenant-a → tenant-b': 'Drop',
      'tenant-a → shared': 'NetworkPolicy',
      'tenant-a → outside': 'NetworkPolicy',
      'tenant-b → tenant-a': 'Drop',
      'tenant-b → tenant-b': 'NetworkPolicy',
      'tenant-b → shared': 'NetworkPolicy',
      'tenant-b → outside': 'NetworkPolicy',
      'shared → tenant-a': 'NetworkPolicy',
      'shared → tenant-b': 'NetworkPolicy',
      'shared → shared': 'NetworkPolicy',
      'shared → outside': 'NetworkPolicy',
      'outside → tenant-a': 'NetworkPolicy',
      'outside → tenant-b': 'NetworkPolicy',
      'outside → shared': 'NetworkPolicy',
    });
  });

  it('lets every pod reach every pod when flat, before NetworkPolicies are asked', () => {
    const { spec } = object(antrea({ isolation: Isolation.flat() }), 'ClusterNetworkPolicy');
    expect(new Set(Object.values(reach(spec)))).toEqual(new Set(['Allow']));
    expect(spec.tier).toBe('securityops');
  });

  it('finds its images on the mirror, also where upstream leaves Docker Hub out', () => {
    const image = (name: string) => `antrea/antrea-${name}-ubuntu:v2.7.0`;
    const pod = { spec: { containers: [{ name: 'antrea-agent', image: image('agent') }] } };
    const daemonSet: VendoredObject = {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'antrea-agent', namespace: 'kube-system' },
      spec: { selector: { matchLabels: { app: 'antrea' } }, template: pod },
    };
    const configMap: VendoredObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'antrea-config', namespace: 'kube-system' },
      data: { 'antrea-agent.conf': 'upstream', 'antrea-cni.conflist': '{}' },
    };
    const vendored = new Map([['antrea', { version: '2.7.0', definitions: [], objects: [configMap, daemonSet] }]]);
    const network = antrea({}, { vendored, mirror: 'registry.bank.example/mirror' });
    const rendered = render(network.environment!).components.flatMap(({ waves }) => waves.flat());
    const [config, agent] = rendered.map(({ json }) => json as Loose);
    expect(agent.spec.template.spec.containers[0].image).toBe(
      `registry.bank.example/mirror/docker.io/${image('agent')}`,
    );
    expect(config.data['antrea-agent.conf']).toContain('tunnelType: geneve');
    expect(config.data['antrea-cni.conflist']).toBe('{}');
  });
});

describe('on OpenShift', () => {
  it('asks the network operator for OpenShift SDN with the addresses of the cluster', () => {
    const network = object(openshift(), 'Network');
    expect(network.metadata.name).toBe('cluster');
    expect(network.spec).toEqual({
      clusterNetwork: [{ cidr: '10.128.0.0/14', hostPrefix: 23 }],
      serviceNetwork: ['10.96.0.0/16'],
      defaultNetwork: {
        type: 'OpenShiftSDN',
        openshiftSDNConfig: { mode: 'NetworkPolicy', mtu: 1450, vxlanPort: 4789 },
      },
    });
  });

  it.each([
    [Isolation.flat(), 'Subnet', 'redhat/openshift-ovs-subnet'],
    [Isolation.multitenant(), 'Multitenant', 'redhat/openshift-ovs-multitenant'],
    [Isolation.networkPolicy(), 'NetworkPolicy', 'redhat/openshift-ovs-networkpolicy'],
  ])('%s is mode %s, and waits until it is in force', (isolation, mode, plugin) => {
    const network = openshift({ isolation });
    expect(object(network, 'Network').spec.defaultNetwork.openshiftSDNConfig.mode).toBe(mode);
    expect(network.readiness.map(({ condition }) => condition.value ?? condition.subject)).toEqual([
      'Available',
      plugin,
    ]);
  });

  it.each<[keyof OvsSdnProps, OvsSdnProps, string]>([
    ['mtu', { mtu: 8900 }, '"mtu":8900'],
    ['port', { port: 4790 }, '"vxlanPort":4790'],
    ['hostPrefix', { hostPrefix: 24 }, '"hostPrefix":24'],
  ])('%s reaches the network operator', (_, props, text) => {
    expect(JSON.stringify(objects(openshift(props)))).toContain(text);
  });

  it('compares with what runs before anything is applied', () => {
    const [step] = openshift({ hostPrefix: 24 }).steps;
    expect(step?.commands[0]).toMatch(
      / \| grep -Fx 'redhat\/openshift-ovs-networkpolicy 10\.128\.0\.0\/14 8 10\.96\.0\.0\/16 1450 4789'$/,
    );
  });

  it('says how a cluster comes to OpenShift SDN: by its installation up to 4.14, by its age later', () => {
    expect(openshift({}, '4.14').prerequisites[0]).toContain('networkType: OpenShiftSDN');
    expect(openshift({}, '4.15').prerequisites[0]).toContain('no choice for new clusters');
  });

  it('shares the namespaces of the platform when tenants are apart, also those made after it', () => {
    const network = openshift({ isolation: Isolation.multitenant() });
    const { environment } = network;
    environment!.namespace('logging');
    environment!.namespace('payments').metadata.addLabel('tripod/tenant', 'payments');
    expect(network.steps).toHaveLength(2);
    expect(network.steps[1]?.commands).toEqual([
      'kubectl annotate --overwrite netnamespaces.network.openshift.io logging pod.network.openshift.io/multitenant.change-network=global',
    ]);
    expect(openshift().steps).toHaveLength(1);
  });

  it('never deletes the network of the cluster', () => {
    const network = openshift({ isolation: Isolation.multitenant() });
    const plan = files(render(network.environment!)).find(({ path }) => path === 'PLAN.md');
    expect(plan?.text).toContain('manifests/03-network/network.k8s.yaml');
    expect(plan?.text).not.toContain('kubectl delete');
  });
});

describe('refuses', () => {
  const bad = (value: unknown) => value as never;

  it.each<[string, OvsSdnProps, RegExp]>([
    ['mtu below IPv6', { mtu: 1279 }, /network {2}mtu: got 1279, want .* between 1280 and 8950; fix: leave it out/],
    ['mtu above jumbo', { mtu: 8951 }, /mtu: got 8951/],
    ['half an mtu', { mtu: 1450.5 }, /mtu: got 1450.5/],
    ['mtu NaN', { mtu: NaN }, /mtu: got NaN/],
    ['mtu as text', { mtu: bad('1450') }, /mtu: got 1450, want a whole number/],
    ['port 0', { port: 0 }, /port: got 0, want a UDP port between 1 and 65535; fix: leave it out for 6081/],
    ['port 65536', { port: 65536 }, /port: got 65536/],
    ['port NaN', { port: NaN }, /port: got NaN/],
    ['isolation as text', { isolation: bad('flat') }, /isolation: got flat, want an Isolation; fix: .*multitenant\(\)/],
    ['hostPrefix', { hostPrefix: 23 }, /hostPrefix: got 23, want nothing: on Kubernetes .*; fix: leave it out/],
  ])('%s on Kubernetes', (_, props, message) => {
    expect(() => antrea(props)).toThrow(message);
  });

  it.each<[string, OvsSdnProps, RegExp]>([
    ['port 0', { port: 0 }, /port: got 0, .* leave it out for 4789/],
    ['a prefix wider than the pod block', { hostPrefix: 13 }, /hostPrefix: got 13, want .* between 14, the pod block/],
    ['a prefix too narrow', { hostPrefix: 31 }, /hostPrefix: got 31, want .* and 30; fix: name the prefix/],
    ['a prefix NaN', { hostPrefix: NaN }, /hostPrefix: got NaN/],
    [
      'a prefix with too few blocks',
      { hostPrefix: 18 },
      /hostPrefix: got 18, which makes 16 blocks of 10\.128\.0\.0\/14, want a block for each of 27 hosts/,
    ],
  ])('%s on OpenShift', (_, props, message) => {
    expect(() => openshift(props)).toThrow(message);
  });

  it.each(['4.17', '4.22', '3.11', '5.0', 'four', ''])('OpenShift %s', (version) => {
    expect(() => openshift({}, version)).toThrow(
      /distribution: got OpenShift .*, want OpenShift 4 up to 4\.16: .* refuses OpenShift SDN; fix: .*OVN-Kubernetes/,
    );
  });

  it('everything that is wrong at once', () => {
    expect(() => antrea({ mtu: 1, port: 0, hostPrefix: 24, isolation: bad({}) })).toThrow('4 problems');
  });

  it('a plain App', () => {
    expect(() => new OvsSdn(new App(), 'network')).toThrow(
      /got OvsSdn in a plain App, want an Environment around it: it takes addresses and distribution from there/,
    );
  });

  it('a second network beside it', () => {
    const production = environment();
    new OvsSdn(production, 'network');
    new Calico(production, 'calico');
    expect(() => render(production)).toThrow(/network and calico/);
  });
});

it('needs further components', () => {
  const production = environment();
  const calico = new Calico(production, 'calico');
  expect(new OvsSdn(production, 'network', { needs: [calico] }).needs).toContain(calico);
});

it('moves without a change', () => {
  const json = (id: string) => objects(new OvsSdn(environment(), id, { isolation: Isolation.multitenant() }));
  expect(json('a')).toEqual(json('b'));
});

it.each(['flat', 'multitenant', 'networkPolicy'] as const)('writes the same %s network as ever', (mode) => {
  const isolation = Isolation[mode]();
  expect(objects(antrea({ isolation }))).toMatchSnapshot('kubernetes');
  expect(objects(openshift({ isolation }))).toMatchSnapshot('openshift');
});

it('says the same as ever beside its objects', () => {
  expect(words(antrea())).toMatchSnapshot('kubernetes');
  expect(words(openshift({ isolation: Isolation.multitenant() }))).toMatchSnapshot('openshift');
});

/** Who decides on each connection, as Antrea would: rules in order, at the source and at the destination. */
function reach(spec: Loose): Record<string, string> {
  const places = ['tenant-a', 'tenant-b', 'shared', 'outside'];
  const matches = (selector: Loose, place: string) =>
    place !== 'outside' && (selector.matchExpressions === undefined || place.startsWith('tenant'));
  const decide = (rules: Loose[], side: 'from' | 'to', own: string, other: string): string | undefined => {
    if (!spec.appliedTo.some((to: Loose) => matches(to.namespaceSelector, own))) return undefined;
    const meets = (peer: Loose) =>
      peer.namespaces === undefined ? matches(peer.namespaceSelector, other) : own === other;
    return rules.find((rule) => rule[side] === undefined || rule[side].some(meets))?.action;
  };
  const verdict = (from: string, to: string) => {
    const actions = [decide(spec.egress, 'to', from, to), decide(spec.ingress, 'from', to, from)];
    if (actions.includes('Drop')) return 'Drop';
    return actions.includes('Allow') && !actions.includes('Pass') ? 'Allow' : 'NetworkPolicy';
  };
  const pairs = places.flatMap((from) => places.map((to) => [from, to] as const));
  return Object.fromEntries(
    pairs
      .filter(([from, to]) => from !== 'outside' || to !== 'outside')
      .map(([from, to]) => [`${from} → ${to}`, verdict(from, to)]),
  );
}
