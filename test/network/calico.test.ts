import { App } from 'cdk8s';
import { Calico, type CalicoProps, Isolation, render, type Replicas, typhaReplicas } from 'tripod-iac';
import { environment } from '../support/bank';
import { propsWithoutEffect } from '../support/effect';
import { object, objects } from '../support/objects';

describe('Typha', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [399, 3],
    [400, 4],
    [1000, 7],
  ])('%d nodes get %d replicas', (nodes, want) => {
    expect(typhaReplicas(nodes)).toBe(want);
  });
});

describe('Calico', () => {
  it('cuts the pod block into a pool per site', () => {
    const { ipPools } = object(new Calico(environment(), 'network'), 'Installation').spec.calicoNetwork;
    expect(ipPools.map((pool: { cidr: string; nodeSelector: string }) => [pool.cidr, pool.nodeSelector])).toEqual([
      ['10.128.0.0/16', 'topology.kubernetes.io/zone == "sh-a"'],
      ['10.129.0.0/16', 'topology.kubernetes.io/zone == "sh-b"'],
      ['10.130.0.0/16', 'topology.kubernetes.io/zone == "sh-w"'],
    ]);
  });

  it('reads its images from the mirror', () => {
    const mirrored = environment('production', { mirror: 'registry.bank.example/mirror' });
    expect(object(new Calico(mirrored, 'network'), 'Installation').spec.registry).toBe(
      'registry.bank.example/mirror/quay.io/',
    );
  });

  it('lets every pod reach every pod when flat', () => {
    const kinds = objects(new Calico(environment(), 'network', { isolation: Isolation.flat() })).map(
      (json) => json.kind,
    );
    expect(kinds).toEqual(['Installation', 'APIServer', 'Tier', 'GlobalNetworkPolicy']);
  });

  it.each<[CalicoProps['encapsulation'], number, string]>([
    [undefined, 1450, 'UDP 4789 (VXLAN) and TCP 5473 (Typha)'],
    ['VXLAN', 1450, 'UDP 4789 (VXLAN) and TCP 5473 (Typha)'],
    ['VXLANCrossSubnet', 1450, 'UDP 4789 (VXLAN) and TCP 5473 (Typha)'],
    ['IPIP', 1480, 'IP protocol 4 (IP-in-IP), TCP 179 (BGP) and TCP 5473 (Typha)'],
    ['IPIPCrossSubnet', 1480, 'IP protocol 4 (IP-in-IP), TCP 179 (BGP) and TCP 5473 (Typha)'],
    ['None', 1500, 'TCP 179 (BGP) and TCP 5473 (Typha)'],
  ])('with encapsulation %s has packets of %d bytes and needs %s', (encapsulation, mtu, open) => {
    const network = new Calico(environment('remote-dr'), 'network', { encapsulation });
    expect(network.mtu).toBe(mtu);
    expect(object(network, 'Installation').spec.calicoNetwork.mtu).toBe(mtu);
    expect(network.prerequisites).toEqual([`${open} open between all hosts of all sites`]);
  });

  it('takes larger packets where less is wrapped around them', () => {
    const make = (encapsulation: CalicoProps['encapsulation']) => () =>
      new Calico(environment('remote-dr'), 'network', { encapsulation, mtu: 9000 });
    expect(make('None')).not.toThrow();
    expect(make('IPIP')).toThrow(
      'between 1280 and 8980; fix: leave it out for 1480, or set what the underlay carries less 20',
    );
  });

  it('takes pools that cover every site, each or together', () => {
    const pool = { name: 'a', cidr: '10.128.0.0/16', site: 'sh-a' };
    const rest = { name: 'rest', cidr: '10.129.0.0/16' };
    const make = (pools: CalicoProps['pools']) => () => new Calico(environment(), 'network', { pools });
    expect(make([pool, rest])).not.toThrow();
    const each = { ...rest, site: 'sh-b' };
    expect(make([pool, each, { name: 'w', cidr: '10.130.0.0/16', site: 'sh-w' }])).not.toThrow();
  });

  it('works in a plain App, given its pools', () => {
    const app = new App();
    new Calico(app, 'network', { pools: [{ name: 'all', cidr: '10.0.0.0/16' }] });
    expect(app.synthYaml()).toContain('cidr: 10.0.0.0/16');
  });

  it('renders in an environment, after its operator', () => {
    const production = environment();
    new Calico(production, 'network');
    expect(render(production).components.map(({ component }) => component.node.id)).toEqual([
      'namespaces',
      'tigera-operator',
      'network',
    ]);
  });

  it('has no prop without an effect', () => {
    const make = (props: CalicoProps) => {
      const production = environment();
      const { needs = [], ...rest } = props;
      const network = new Calico(production, 'network', {
        ...rest,
        needs: needs.length > 0 ? [new Calico(production, 'other')] : [],
      });
      return [objects(network), network.needs.map((need) => need.node.id)];
    };
    const variants: Required<CalicoProps> = {
      pools: [{ name: 'all', cidr: '10.128.0.0/14' }],
      encapsulation: 'IPIP',
      mtu: 8950,
      isolation: Isolation.flat(),
      needs: [new Calico(environment(), 'other')],
    };
    expect(propsWithoutEffect(make, variants)).toEqual([]);
  });

  it.each<[CalicoProps, RegExp]>([
    [{ pools: [] }, /production\/network {2}pools: got 0 pools, want 1 to 25; fix: leave `pools` out/],
    [
      { pools: [{ name: 'a', cidr: '10.0.0.0/16' }] },
      /pools\/a {2}cidr: got 10\.0\.0\.0\/16, want a part of 10\.128\.0\.0\/14/,
    ],
    [
      { pools: [{ name: 'a', cidr: '10.128.0.0/28' }] },
      /cidr: got 10\.128\.0\.0\/28, want an IPv4 block of \/26 or wider/,
    ],
    [
      { pools: [{ name: 'a', cidr: '10.128.0.0/16', site: 'sh-x' }] },
      /site: got sh-x, want a site of the cluster \(sh-a, sh-b, sh-w\)/,
    ],
    [
      {
        pools: [
          { name: 'a', cidr: '10.128.0.0/16' },
          { name: 'b', cidr: '10.128.128.0/17' },
        ],
      },
      /pools\/b {2}cidr: got 10\.128\.128\.0\/17, which overlaps 10\.128\.0\.0\/16 of a/,
    ],
    [
      {
        pools: [
          { name: 'a', cidr: '10.128.0.0/16' },
          { name: 'a', cidr: '10.129.0.0/16' },
        ],
      },
      /name: got a, want a name of its own/,
    ],
    [
      { pools: [{ name: 'a', cidr: '10.128.0.0/16', site: 'sh-a' }] },
      /pools: got none for sh-b, sh-w, want a pool for every site.*fix: add a pool for each of them, or one without `site`/,
    ],
    [
      { encapsulation: 'None' },
      /encapsulation: got None over the subnets of sh-a, sh-b, sh-w, want packets wrapped.*fix: .*VXLANCrossSubnet/,
    ],
    [{ mtu: 100 }, /mtu: got 100, want a whole number of bytes between 1280 and 8950/],
    [{ mtu: NaN }, /mtu: got NaN/],
    [{ isolation: Isolation.multitenant() }, /isolation: got multitenant, want flat or networkpolicy.*fix: .*OvsSdn/],
    [
      { encapsulation: 'GRE' as 'IPIP' },
      /encapsulation: got GRE, want one of IPIP, IPIPCrossSubnet, VXLAN, VXLANCrossSubnet, None/,
    ],
    [{ pools: 'all' as never }, /pools: got all, want 1 to 25/],
    [{ isolation: 'flat' as never }, /isolation: got flat, want an Isolation; fix: `Isolation\.networkPolicy\(\)`/],
  ])('refuses %j', (props, message) => {
    expect(() => new Calico(environment(), 'network', props)).toThrow(message);
  });

  it('reports all faults of its props together', () => {
    expect(() => new Calico(environment(), 'network', { mtu: 1, pools: [] })).toThrow(
      /production\/network: 2 problems/,
    );
  });

  it('keeps Typha apart over sites, or over racks of one, and tells the proof so', () => {
    const told = (name: 'production' | 'remote-dr') => {
      const network = new Calico(environment(name), 'network');
      const { spec } = object(network, 'Installation').spec.typhaDeployment.spec.template;
      const [fact] = network.facts.filter(({ type }) => type === 'replicas') as Replicas[];
      return { spread: spec.topologySpreadConstraints, fact };
    };
    const production = told('production');
    expect(production.spread).toMatchObject([{ topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1 }]);
    // The operator lets it tolerate everything: it stays on a host that is lost, which so still counts.
    const rules = [
      { domain: 'host', most: 1 },
      { domain: 'site', maxSkew: 1, countsLost: true },
    ];
    expect(production.fact).toMatchObject({ of: 'typha', groups: [{ count: 3, rules }], maxUnavailable: 1 });
    expect(production.fact?.groups[0]?.hosts).toHaveLength(27);
    expect(production.fact?.groups[0]?.requests?.cpu).toBe(0.2);
    expect(production.fact?.moves).toBeUndefined();
    expect(told('remote-dr').fact?.groups[0]?.rules).toContainEqual({ domain: 'rack', maxSkew: 1, countsLost: true });
  });

  it('is as it was', () => {
    expect(
      objects(new Calico(environment('production', { mirror: 'registry.bank.example' }), 'network')),
    ).toMatchSnapshot();
  });
});
