import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { NAMESPACE, VELERO } from './names';

/**
 * The account of server, node agent and whatever they start. It reads and restores objects of every kind, with roles among
 * them, so nothing less than everything does (velero pkg/install/resources.go@v1.18.1).
 */
export function account(scope: Construct): void {
  new k8s.KubeServiceAccount(scope, 'account', { metadata: { name: VELERO, namespace: NAMESPACE } });
  new k8s.KubeClusterRoleBinding(scope, 'administrator', {
    metadata: { name: VELERO },
    subjects: [{ kind: 'ServiceAccount', name: VELERO, namespace: NAMESPACE }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  });
}
