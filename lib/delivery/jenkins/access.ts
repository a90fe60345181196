import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { AGENT, AGENTS_NAMESPACE, CONTROLLER, CREDENTIALS_NAMESPACE, NAMESPACE } from './names';

/**
 * Agents' pods, their logs and commands in them, in the namespace of the agents alone. `patch` marks live agents for
 * the removal of orphans. Source: jenkinsci/kubernetes-plugin src/main/kubernetes/service-account.yml, less what it
 * does not call (GarbageCollection.java, KubernetesComputer.java, ContainerExecDecorator.java).
 */
const RUN_AGENTS: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete', 'get', 'list', 'patch', 'watch'] },
  { apiGroups: [''], resources: ['pods/exec'], verbs: ['create', 'get'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] },
];

/**
 * Credentials of jobs are Secrets with the label `jenkins.io/credentials-type`; the kubernetes-credentials-provider
 * plugin asks for exactly these verbs (docs/README.md@1.303.vdfcf47fb_b_fef). A right to list cannot be narrowed to
 * labels, so they have a namespace without other Secrets.
 */
const READ_CREDENTIALS: k8s.PolicyRule[] = [
  { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
];

/** ServiceAccounts of the controller and of the agents, and what the controller may do. Agents may nothing. */
export function grantAccess(scope: Construct): void {
  account(scope, CONTROLLER, NAMESPACE);
  account(scope, AGENT, AGENTS_NAMESPACE);
  grant(scope, 'jenkins-run-agents', AGENTS_NAMESPACE, RUN_AGENTS);
  grant(scope, 'jenkins-read-credentials', CREDENTIALS_NAMESPACE, READ_CREDENTIALS);
  forbidPods(scope);
}

/** A pod could mount the Secrets beside it. */
function forbidPods(scope: Construct): void {
  new k8s.KubeResourceQuota(scope, 'credentials-quota', {
    metadata: { name: 'no-pods', namespace: CREDENTIALS_NAMESPACE },
    spec: { hard: { pods: k8s.Quantity.fromNumber(0) } },
  });
}

/** No token by itself: a pod that needs one asks for it. */
function account(scope: Construct, name: string, namespace: string): void {
  new k8s.KubeServiceAccount(scope, `account-${name}`, {
    metadata: { name, namespace },
    automountServiceAccountToken: false,
  });
}

function grant(scope: Construct, name: string, namespace: string, rules: k8s.PolicyRule[]): void {
  new k8s.KubeRole(scope, `role-${name}`, { metadata: { name, namespace }, rules });
  new k8s.KubeRoleBinding(scope, `binding-${name}`, {
    metadata: { name, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: CONTROLLER, namespace: NAMESPACE }],
  });
}
