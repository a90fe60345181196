import { at, listOf } from '../resource/fields';
import { groupOf, identity, isObject, isPatch, kindOf, type Resource } from '../resource/resource';
import type { Rule } from './rule';

interface ProtectionSettings {
  /** Kinds that hold data, or what data hangs on, as `kind.group` in the manner of definitions: `CephCluster.ceph.rook.io`. */
  readonly kinds: readonly string[];
  /** Objects that hold nothing worth keeping, such as `Namespace scratch`, each with the reason. */
  readonly except: Readonly<Record<string, string>>;
}

/** Refuses what holds data where one wrong line would delete it. */
export const protection: Rule<ProtectionSettings> = {
  name: 'data-protection',
  description: 'What holds data is protected from deletion, and so are namespaces and definitions.',
  defaults: {
    kinds: [
      // Deleting one deletes all that is in it, or of its kind.
      'Namespace',
      'CustomResourceDefinition.apiextensions.k8s.io',
      'PersistentVolume',
      'PersistentVolumeClaim',
      'VolumeSnapshot.snapshot.storage.k8s.io',
      'VolumeSnapshotContent.snapshot.storage.k8s.io',
      'CephBlockPool.ceph.rook.io',
      'CephBlockPoolRadosNamespace.ceph.rook.io',
      'CephCluster.ceph.rook.io',
      'CephFilesystem.ceph.rook.io',
      'CephFilesystemSubVolumeGroup.ceph.rook.io',
      'CephObjectRealm.ceph.rook.io',
      'CephObjectStore.ceph.rook.io',
      'CephObjectZone.ceph.rook.io',
      'CephObjectZoneGroup.ceph.rook.io',
      'ObjectBucket.objectbucket.io',
      'ObjectBucketClaim.objectbucket.io',
      'Elasticsearch.elasticsearch.k8s.elastic.co',
      'Logstash.logstash.k8s.elastic.co',
      // Ends the copy in the other city.
      'VolumeGroupReplication.replication.storage.openshift.io',
      'VolumeReplication.replication.storage.openshift.io',
    ],
    except: {},
  },
  schema: {
    kinds: { type: 'array', items: { type: 'string' } },
    except: { type: 'object', additionalProperties: { type: 'string' } },
  },
  check: (resource, { kinds, except }) => {
    if (resource.protect || !isObject(resource) || isPatch(resource)) return [];
    if (!(kinds.includes(kindName(resource)) || claims(resource)) || Object.hasOwn(except, identity(resource)))
      return [];
    return [
      {
        at: '',
        got: 'no protection',
        want: '`protect: true`, since it holds data',
        fix: 'set the option `protect`; to take the environment down, see docs/policy.md',
      },
    ];
  },
};

/** A StatefulSet whose pods have volumes of their own. */
function claims(resource: Resource): boolean {
  return (
    kindName(resource) === 'StatefulSet.apps' && listOf(at(resource.props, 'spec.volumeClaimTemplates')).length > 0
  );
}

/** `CephCluster.ceph.rook.io`; without a group `Namespace`. */
function kindName(resource: Resource): string {
  return [kindOf(resource), groupOf(resource)].filter(Boolean).join('.');
}
