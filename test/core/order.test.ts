import { ApiObject, App, Chart } from 'cdk8s';
import { sort, type Sortable } from '../../lib/core/order/sort';
import { waves } from '../../lib/core/order/waves';

interface Item extends Sortable {
  readonly name: string;
  readonly needs: Item[];
}

const item = (name: string, ...needs: Item[]): Item => ({ name, needs });
const names = (items: readonly Item[]): string[] => items.map(({ name }) => name);

describe('sort', () => {
  it('keeps the given order where nothing else is asked for', () => {
    expect(names(sort([item('b'), item('a'), item('c')]).order)).toEqual(['b', 'a', 'c']);
  });

  it('puts what is needed first, once, and in the order of the needs', () => {
    const a = item('a');
    const b = item('b');
    const left = item('left', b, a);
    const right = item('right', a);
    expect(names(sort([right, left, a, b]).order)).toEqual(['a', 'right', 'b', 'left']);
  });

  it('ignores needs outside of what is sorted', () => {
    expect(sort([item('a', item('elsewhere'))])).toMatchObject({ order: [{ name: 'a' }], cycle: [] });
  });

  it('names a cycle in its order, without what only leads to it', () => {
    const a = item('a');
    const b = item('b', a);
    const c = item('c', b);
    a.needs.push(c);
    expect(names(sort([item('before', c), a, b, c]).cycle)).toEqual(['c', 'b', 'a', 'c']);
  });

  it('names what needs itself', () => {
    const a = item('a');
    a.needs.push(a);
    expect(names(sort([a]).cycle)).toEqual(['a', 'a']);
  });

  it('orders a chain of 10,000, given the wrong way round', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => item(String(index)));
    chain.forEach((element, index) => index > 0 && chain[index]?.needs.push(chain[index - 1] ?? element));
    expect(sort([...chain].reverse()).order).toEqual(chain);
  });

  it('finds a cycle of 10,000', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => item(String(index)));
    chain.forEach((element, index) => element.needs.push(chain[(index + 1) % chain.length] ?? element));
    expect(sort(chain).cycle).toHaveLength(10_001);
  });
});

describe('waves', () => {
  const chart = () => new Chart(new App(), 'chart', { disableResourceNameHashes: true });
  const make = (scope: Chart, apiVersion: string, kind: string, name = kind.toLowerCase()): ApiObject =>
    new ApiObject(scope, `${kind}-${name}`, { apiVersion, kind, metadata: { name } });
  const named = (groups: readonly (readonly ApiObject[])[]) => groups.map((group) => group.map(({ name }) => name));

  it('come in the order in which a cluster takes them, whatever the order of creation', () => {
    const scope = chart();
    const objects = [
      make(scope, 'ceph.rook.io/v1', 'CephCluster'),
      make(scope, 'apps/v1', 'Deployment'),
      make(scope, 'batch/v1', 'CronJob'),
      make(scope, 'v1', 'ConfigMap'),
      make(scope, 'rbac.authorization.k8s.io/v1', 'ClusterRole'),
      make(scope, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
      make(scope, 'v1', 'Namespace'),
    ];
    expect(named(waves(objects))).toEqual([
      ['namespace'],
      ['customresourcedefinition'],
      ['configmap', 'clusterrole'],
      ['deployment', 'cronjob'],
      ['cephcluster'],
    ]);
  });

  it('part where one object of a rank depends on another', () => {
    const scope = chart();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => make(scope, 'v1', 'ConfigMap', name)) as [
      ApiObject,
      ApiObject,
      ApiObject,
    ];
    a.node.addDependency(b);
    expect(named(waves([a, b, c]))).toEqual([['b', 'c'], ['a']]);
  });

  it('let a dependency pull an object behind a later rank, and no further', () => {
    const scope = chart();
    const cluster = make(scope, 'ceph.rook.io/v1', 'CephCluster');
    const settings = make(scope, 'v1', 'ConfigMap');
    const workload = make(scope, 'apps/v1', 'Deployment');
    settings.node.addDependency(cluster);
    expect(named(waves([settings, cluster, workload]))).toEqual([['deployment'], ['cephcluster'], ['configmap']]);
  });

  it('hold every object once, also in a long chain', () => {
    const scope = chart();
    const objects = Array.from({ length: 300 }, (_, index) => make(scope, 'v1', 'ConfigMap', `c${index}`));
    objects.forEach((object, index) => index > 0 && object.node.addDependency(objects[index - 1] ?? object));
    const groups = waves(objects);
    expect(groups).toHaveLength(300);
    expect(groups.flat()).toEqual(objects);
  });
});
