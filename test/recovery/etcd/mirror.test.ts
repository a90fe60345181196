import { Duration } from 'cdk8s';
import {
  Environment,
  EtcdMirror,
  type EtcdMirrorProps,
  Fence,
  Platform,
  render,
  SecretValue,
  type SecretObject,
} from 'tripod-iac';
import { bank } from '../../support/bank';
import { propsWithoutEffect } from '../../support/effect';
import { type Loose, object, objects } from '../../support/objects';
import { partOf } from '../../support/part';

const access = (name: string, ...endpoints: string[]) => ({
  endpoints,
  ca: SecretValue.from(`${name}/ca`),
  certificate: SecretValue.from(`${name}/certificate`),
  key: SecretValue.from(`${name}/key`),
});
const SOURCE = access('source', 'https://10.10.0.11:2379', 'https://10.11.0.11:2379');
const DESTINATION = access('destination', 'https://10.30.0.11:2379');

/** Two environments in two cities, and a third beside the first. */
function cities() {
  const platform = new Platform();
  const of = (name: string) => new Environment(platform, name, { landscape: bank, tier: 'production' });
  return { production: of('production'), here: of('remote-dr'), test: of('test') };
}

function mirror(props: Partial<EtcdMirrorProps> = {}, { production, here } = cities()): EtcdMirror {
  const all = { from: production, source: SOURCE, destination: DESTINATION, prefixes: ['/apisix/'], ...props };
  return new EtcdMirror(here, 'settings', all);
}

const containers = (component: EtcdMirror): Loose[] => object(component, 'Deployment').spec.template.spec.containers;
const line = ({ command = [], args }: Loose) => [...command, ...args].join(' ');

describe('a mirror', () => {
  it('copies by TLS on both sides, and never without a prefix of its own', () => {
    expect(line(containers(mirror())[0])).toBe(
      'etcdctl --endpoints=https://10.10.0.11:2379,https://10.11.0.11:2379 --cacert=/etc/source/ca.crt --cert=/etc/source/tls.crt ' +
        '--key=/etc/source/tls.key make-mirror --prefix=/apisix/ --dest-prefix=/mirror/production/apisix/ ' +
        '--dest-insecure-transport=false --dest-cacert=/etc/destination/ca.crt --dest-cert=/etc/destination/tls.crt ' +
        '--dest-key=/etc/destination/tls.key https://10.30.0.11:2379',
    );
  });

  it('has a container for each prefix, and one reconciler for all', () => {
    const all = containers(mirror({ prefixes: ['/apisix/', '/coredns/'] }));
    expect(all.map(({ name }) => name)).toEqual(['mirror', 'mirror-2', 'reconciler']);
    expect(line(all[2])).toContain('--prefix /apisix/ --prefix /coredns/ --destination-prefix /mirror/production');
  });

  it('runs once at a time', () => {
    expect(object(mirror(), 'Deployment').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
  });

  it('names the certificates of both sides, and holds none', () => {
    const secrets = mirror().node.children.filter((child): child is SecretObject => 'values' in child);
    expect(secrets.map(({ name, values }) => [name, Object.keys(values)])).toEqual([
      ['settings-source', ['ca.crt', 'tls.crt', 'tls.key']],
      ['settings-destination', ['ca.crt', 'tls.crt', 'tls.key']],
    ]);
  });

  it('takes keys of Kubernetes for a side whose API servers are fenced, and says so to the reconciler', () => {
    const all = containers(mirror({ prefixes: ['/registry/configmaps/'], fence: Fence.self() }));
    expect(line(all[1])).toContain('--cold-standby');
  });

  it('is scraped where the operator of Prometheus is there', () => {
    const here = new Environment(new Platform(), 'remote-dr', {
      landscape: bank,
      tier: 'test',
      prometheusOperator: true,
    });
    const component = mirror({}, { ...cities(), here });
    expect(objects(component).map(({ kind }) => kind)).toContain('PodMonitor');
  });

  it('renders beside a network, and every object is sound', () => {
    const { production, here, test } = cities();
    partOf(here);
    mirror({}, { production, here, test });
    expect(render(here).images.map(({ repository }) => repository)).toContain('docker.io/tripod-iac/tripod-agent');
  });

  it('alerts of what its reconciler sees', () => {
    expect(
      mirror({ every: Duration.seconds(30) }).alerts.map(({ name, for: hold }) => [name, hold?.toSeconds()]),
    ).toEqual([
      ['EtcdMirrorBehindSettings', 300],
      ['EtcdMirrorDiffersSettings', 90],
      ['EtcdMirrorUnwatchedSettings', 300],
    ]);
  });
});

it('every prop has an effect', () => {
  const { production } = cities();
  const shown = (props: Partial<EtcdMirrorProps>) => {
    const component = mirror(props);
    const secrets = component.node.children.flatMap((child) =>
      'values' in child ? Object.values(child.values as object) : [],
    );
    const names = secrets.map(({ name }: SecretValue) => name);
    return [
      objects(component),
      component.alerts,
      names,
      component.prerequisites,
      component.needs.map(({ node }) => node.id),
    ];
  };
  const variants: Required<EtcdMirrorProps> = {
    from: new Environment(new Platform(), 'test', { landscape: bank, tier: 'test' }),
    source: access('other', 'https://10.10.0.12:2379'),
    destination: access('other', 'https://10.30.0.12:2379'),
    prefixes: ['/coredns/'],
    destinationPrefix: '/copy',
    every: Duration.minutes(2),
    lag: Duration.seconds(5),
    fence: Fence.self(),
    needs: [partOf(production)],
  };
  expect(propsWithoutEffect<EtcdMirrorProps>(shown, variants)).toEqual([]);
});

describe('refuses', () => {
  it.each<[string, Loose, RegExp]>([
    ['no prefix', { prefixes: [] }, /prefixes: got .*want at least one/],
    ['a prefix that is no list', { prefixes: '/apisix/' }, /prefixes: got \/apisix\//],
    ['everything', { prefixes: ['/'] }, /prefixes\[0\]: got \/.*never mirrored/],
    ['an empty prefix', { prefixes: [''] }, /prefixes: got an empty text/],
    ['a prefix without its end', { prefixes: ['/apisix'] }, /prefixes\[0\]: got \/apisix/],
    [
      'leases of Kubernetes',
      { prefixes: ['/registry/leases/'] },
      /got \/registry\/leases\/.*nothing with \/registry\/leases/,
    ],
    ['leases behind a fence', { prefixes: ['/registry/leases/'], fence: Fence.self() }, /leases are not copied/],
    ['the hosts of a cluster', { prefixes: ['/registry/minions/'], fence: Fence.self() }, /minions/],
    ['pods', { prefixes: ['/registry/pods/shop/'], fence: Fence.self() }, /registry\/pods/],
    ['all of a cluster', { prefixes: ['/registry/'], fence: Fence.self() }, /got \/registry\//],
    ['keys of Kubernetes without a fence', { prefixes: ['/registry/configmaps/'] }, /want a fence.*EtcdSnapshots/],
    ['a fence that is none', { fence: 'power' }, /fence: got power/],
    ['one prefix in another', { prefixes: ['/a/', '/a/b/'] }, /prefixes\[1\]: got \/a\/b\/ inside of \/a\//],
    ['a prefix twice', { prefixes: ['/a/', '/a/'] }, /prefixes\[1\]/],
    ['no prefix of the copy', { destinationPrefix: '' }, /destinationPrefix: got .*cuts prefixes off/],
    ['a prefix of the copy with an end', { destinationPrefix: '/copy/' }, /destinationPrefix: got \/copy\//],
    ['plain text', { source: access('source', 'http://10.10.0.11:2379') }, /source.endpoints.*plain text/],
    ['no endpoint', { source: access('source') }, /source.endpoints: got/],
    [
      'two to write to',
      { destination: access('d', 'https://a:2379', 'https://b:2379') },
      /destination.endpoints.*no second/,
    ],
    [
      'the source as destination',
      { destination: access('d', 'https://10.10.0.11:2379') },
      /another etcd than the source/,
    ],
    ['a key in plain text', { source: { ...SOURCE, key: 'secret' } }, /source.key: got secret.*SecretValue/],
    ['no destination', { destination: undefined }, /destination.endpoints.*\n.*destination.ca/],
    ['no source environment', { from: undefined }, /from: got/],
    ['comparisons without a pause', { every: Duration.seconds(1) }, /every: got 1 seconds?/],
    ['a lag of nothing', { lag: Duration.seconds(0) }, /lag: got/],
  ])('%s', (_, props, message) => {
    expect(() => mirror(props as Partial<EtcdMirrorProps>)).toThrow(message);
  });

  it('a copy in the city of its source', () => {
    const { production, test } = cities();
    expect(() => mirror({}, { production, here: test, test })).toThrow(/from: got .*sh-a in shanghai/);
  });

  it('to be made in the environment from which the keys come', () => {
    const { production, test } = cities();
    expect(() => mirror({}, { production, here: production, test })).toThrow(/from: got production/);
  });
});
