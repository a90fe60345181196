import { identity } from '../../../lib/core/check/objects';
import type { Item } from '../../../lib/engines/pulumi/plan/item';
import { PLAIN } from '../../../lib/engines/pulumi/plan/item';
import { protections } from '../../../lib/engines/pulumi/plan/protection';

function item(
  apiVersion: string,
  kind: string,
  place: string,
  more: Partial<Item> & { readonly spec?: object } = {},
): Item {
  const { spec, ...rest } = more;
  const [name = '', namespace] = place.split('/').reverse();
  const body = { apiVersion, kind, metadata: { name, namespace }, ...(spec === undefined ? {} : { spec }) };
  return { ...PLAIN, key: identity(body), body, ...rest };
}

const definitionOf = (kind: string) =>
  item('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `${kind.toLowerCase()}s.ceph.rook.io`, {
    spec: { group: 'ceph.rook.io', names: { kind } },
  });
const set = (place: string, policy: object) =>
  item('apps/v1', 'StatefulSet', place, { claimsData: true, spec: { persistentVolumeClaimRetentionPolicy: policy } });

const ITEMS: readonly Item[] = [
  item('v1', 'Namespace', 'rook-ceph'),
  item('v1', 'Namespace', 'logs'),
  item('v1', 'Namespace', 'empty'),
  definitionOf('CephCluster'),
  definitionOf('CephClient'),
  item('ceph.rook.io/v1', 'CephCluster', 'rook-ceph/main', { holdsData: true }),
  item('ceph.rook.io/v1', 'CephClient', 'rook-ceph/client'),
  set('logs/claims', { whenDeleted: 'Retain' }),
  set('logs/takes-along', { whenDeleted: 'Delete' }),
  item('v1', 'ConfigMap', 'kube-system/proxy', { kept: true }),
  item('v1', 'ConfigMap', 'logs/settings'),
];

const nameOf = ({ body: { kind, metadata } }: Item) => [kind, metadata.name].join('/');
const names = (is: 'protect' | 'retain', options: Partial<Parameters<typeof protections>[2]> = {}) => {
  const all = protections(ITEMS, nameOf, { tearDown: false, mayDelete: new Set(), ...options });
  return ITEMS.filter(({ key }) => all.get(key)?.[is]).map(nameOf);
};

const DATA = ['CephCluster/main', 'StatefulSet/takes-along', 'ConfigMap/proxy'];

describe('of an environment', () => {
  it('everything is protected that holds data, or with which it would go', () => {
    expect(names('protect')).toEqual([
      'Namespace/rook-ceph',
      'Namespace/logs',
      'Namespace/empty',
      'CustomResourceDefinition/cephclusters.ceph.rook.io',
      'CustomResourceDefinition/cephclients.ceph.rook.io',
      'CephCluster/main',
      'StatefulSet/claims',
      'StatefulSet/takes-along',
      'ConfigMap/proxy',
    ]);
  });

  it('all stays after a destroy that holds data, with its namespace and its definition', () => {
    const stays = [
      'Namespace/rook-ceph',
      'Namespace/logs',
      'CustomResourceDefinition/cephclusters.ceph.rook.io',
      ...DATA,
    ];
    expect(names('retain')).toEqual(stays);
    expect(names('retain', { tearDown: true })).toEqual(stays);
  });

  it('nothing is protected while it is torn down', () => {
    expect(names('protect', { tearDown: true })).toEqual([]);
  });

  it('what is given up is neither protected nor stays, nor does what stayed for it', () => {
    const mayDelete = new Set(['CephCluster/main']);
    expect(names('protect', { mayDelete })).not.toContain('CephCluster/main');
    expect(names('retain', { mayDelete })).toEqual(['Namespace/logs', 'StatefulSet/takes-along', 'ConfigMap/proxy']);
  });
});
