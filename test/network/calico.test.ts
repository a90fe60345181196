import { App } from 'cdk8s';
import { Calico, Isolation, render, typhaReplicas } from 'tripod-iac';
import { environment } from '../support/bank';
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
});
