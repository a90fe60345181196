import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { NAMESPACE } from '../operator/names';
import { REHEARSAL, RESTORED, scratchOf } from './names';

/** What stands in the namespace of a rehearsal for good: nothing may be reached from it, and only the rehearsal cleans it up. */
export function scratch(scope: Construct, schedule: string): void {
  const namespace = scratchOf(schedule);
  const group = new Construct(scope, namespace);
  new k8s.KubeNetworkPolicy(group, 'deny', {
    metadata: { name: 'deny-all', namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  });
  new k8s.KubeRole(group, 'role', {
    metadata: { name: REHEARSAL, namespace },
    rules: [{ apiGroups: [''], resources: RESTORED, verbs: ['get', 'list', 'watch', 'delete'] }],
  });
  new k8s.KubeRoleBinding(group, 'binding', {
    metadata: { name: REHEARSAL, namespace },
    subjects: [{ kind: 'ServiceAccount', name: REHEARSAL, namespace: NAMESPACE }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: REHEARSAL },
  });
}
