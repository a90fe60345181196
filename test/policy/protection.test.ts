import { protection } from '../../policy/rules/protection';
import { object, places, said } from './resources';

const volume = object('core/v1:PersistentVolumeClaim', {});
const statefulSet = (volumeClaimTemplates: unknown) =>
  object('apps/v1:StatefulSet', { spec: { volumeClaimTemplates } });

describe('data without protection', () => {
  it('is refused with what and how to mend it', () => {
    expect(said(protection, volume)).toEqual([
      'PersistentVolumeClaim teller/teller  got no protection, want `protect: true`, since it holds data; fix: set the option `protect`; to take the environment down, see docs/policy.md',
    ]);
  });

  it.each([
    'core/v1:Namespace',
    'core/v1:PersistentVolume',
    'apiextensions.k8s.io/v1:CustomResourceDefinition',
    'ceph.rook.io/v1:CephCluster',
    'ceph.rook.io/v1:CephBlockPool',
    'elasticsearch.k8s.elastic.co/v1:Elasticsearch',
    'objectbucket.io/v1alpha1:ObjectBucketClaim',
  ])('is refused in a %s, and accepted with protection', (kind) => {
    expect(places(protection, object(kind, {}))).toEqual(['']);
    expect(places(protection, object(kind, {}, { protect: true }))).toEqual([]);
  });

  it.each([
    ['a StatefulSet with volumes of its own', statefulSet([{ metadata: { name: 'data' } }]), 1],
    ['a StatefulSet without volumes', statefulSet([]), 0],
    ['a ConfigMap', object('core/v1:ConfigMap', {}), 0],
    ['a kind of that name in another group', object('other.example/v1:CephCluster', {}), 0],
    ['some fields of an object that somebody else owns', object('core/v1:NamespacePatch', {}), 0],
    ['a command', { ...volume, type: 'command:remote:Command' }, 0],
  ])('in %s: %i', (_, resource, faults) => {
    expect(places(protection, resource)).toHaveLength(faults);
  });

  it('is accepted where the list says so, and asked of kinds that it names', () => {
    expect(places(protection, volume, { except: { 'PersistentVolumeClaim teller/teller': 'a cache' } })).toEqual([]);
    expect(places(protection, object('other.example/v1:Ledger', {}), { kinds: ['Ledger.other.example'] })).toEqual([
      '',
    ]);
  });
});
