import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { NAMESPACE } from '../operator/names';
import { guard } from './guard';
import { REHEARSAL } from './names';

/**
 * What rehearsals may do, all of them with one account. Whoever may make a Restore may write anything anywhere by Velero's
 * hand, and whoever may change volumes may have them deleted: RBAC knows no narrower right, so a policy bounds both.
 * @param schedules names of those that are rehearsed, once all are known
 */
export function access(scope: Construct, schedules: () => readonly string[]): void {
  const group = new Construct(scope, 'access');
  const subjects = [{ kind: 'ServiceAccount', name: REHEARSAL, namespace: NAMESPACE }];
  const apiGroup = 'rbac.authorization.k8s.io';
  new k8s.KubeServiceAccount(group, 'account', { metadata: { name: REHEARSAL, namespace: NAMESPACE } });
  new k8s.KubeRole(group, 'role', {
    metadata: { name: REHEARSAL, namespace: NAMESPACE },
    rules: [
      { apiGroups: ['velero.io'], resources: ['backups'], verbs: ['get', 'list'] },
      { apiGroups: ['velero.io'], resources: ['restores'], verbs: ['create', 'get', 'list', 'watch'] },
    ],
  });
  new k8s.KubeRoleBinding(group, 'binding', {
    metadata: { name: REHEARSAL, namespace: NAMESPACE },
    subjects,
    roleRef: { apiGroup, kind: 'Role', name: REHEARSAL },
  });
  new k8s.KubeClusterRole(group, 'volumes', {
    metadata: { name: 'tripod-rehearsal' },
    rules: [{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['list', 'patch'] }],
  });
  new k8s.KubeClusterRoleBinding(group, 'volumes-binding', {
    metadata: { name: 'tripod-rehearsal' },
    subjects,
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'tripod-rehearsal' },
  });
  guard(new Construct(group, 'guard'), schedules);
}
