import { ApiObject, App, Chart } from 'cdk8s';
import { customResource, kindOf } from 'tripod-iac';
import { builtInScope, groupOf } from '../../lib/core/kind/scope';
import { kubectlName, refOf } from '../../lib/core/component/readiness';

class Lamp extends customResource<{ readonly lit: boolean }>({
  apiVersion: 'light.example/v2',
  kind: 'Lamp',
  scope: 'Cluster',
  earlier: ['light.example/v1'],
}) {}

const chart = () => new Chart(new App(), 'chart', { disableResourceNameHashes: true });

describe('kubectl calls', () => {
  it.each([
    ['v1', 'ConfigMap', 'configmap/x'],
    ['apps/v1', 'DaemonSet', 'daemonset.apps/x'],
    ['operator.tigera.io/v1', 'APIServer', 'apiserver.operator.tigera.io/x'],
  ])('%s %s: %s', (apiVersion, kind, name) => {
    expect(kubectlName({ apiVersion, kind, name: 'x' })).toBe(name);
  });

  it('an object by what the API server knows it by', () => {
    const object = new ApiObject(chart(), 'o', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', namespace: 'b' },
    });
    expect(refOf(object)).toEqual({ apiVersion: 'v1', kind: 'Service', name: 'a', namespace: 'b' });
  });
});

describe('the scope', () => {
  it.each([
    ['v1', 'Namespace', 'Cluster'],
    ['v1', 'Pod', 'Namespaced'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'Cluster'],
    ['rbac.authorization.k8s.io/v1', 'Role', 'Namespaced'],
    ['storage.k8s.io/v1', 'StorageClass', 'Cluster'],
    ['apps/v1', 'Pod', undefined],
    ['light.example/v2', 'Lamp', undefined],
  ])('of %s %s is %s', (apiVersion, kind, scope) => {
    expect(builtInScope(apiVersion, kind)).toBe(scope);
  });

  it('needs the group only', () => {
    expect(['v1', 'apps/v1', 'a.b/v1beta1'].map(groupOf)).toEqual(['', 'apps', 'a.b']);
  });
});

describe('a typed kind', () => {
  it('renders its fields under its name', () => {
    const lamp = new Lamp(chart(), 'lamp', { metadata: { name: 'desk' }, spec: { lit: true } });
    expect(lamp.toJson()).toEqual({
      apiVersion: 'light.example/v2',
      kind: 'Lamp',
      metadata: { name: 'desk' },
      spec: { lit: true },
    });
  });

  it('knows its scope and its earlier versions; a plain object knows nothing', () => {
    const scope = chart();
    const lamp = new Lamp(scope, 'lamp', { metadata: { name: 'desk' }, spec: { lit: true } });
    expect(kindOf(lamp)).toMatchObject({ scope: 'Cluster', earlier: ['light.example/v1'] });
    const plain = new ApiObject(scope, 'o', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } });
    expect(kindOf(plain)).toBeUndefined();
  });
});
