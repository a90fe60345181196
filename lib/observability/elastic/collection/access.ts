import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { AGENTS, BEATS_PORT, FILEBEAT, LOGSTASH, PODS } from '../names';

/** Lets Filebeat read which pods its node runs (elastic/beats deploy/kubernetes/filebeat-kubernetes.yaml). */
export function grantFilebeat(scope: Construct): void {
  new k8s.KubeServiceAccount(scope, 'filebeat-account', { metadata: { name: FILEBEAT, namespace: AGENTS } });
  new k8s.KubeClusterRole(scope, 'filebeat-role', {
    metadata: { name: FILEBEAT },
    rules: [{ apiGroups: [''], resources: ['namespaces', 'nodes', 'pods'], verbs: ['get', 'list', 'watch'] }],
  });
  new k8s.KubeClusterRoleBinding(scope, 'filebeat-binding', {
    metadata: { name: FILEBEAT },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: FILEBEAT },
    subjects: [{ kind: 'ServiceAccount', name: FILEBEAT, namespace: AGENTS }],
  });
}

/** Only Filebeat hands lines to Logstash, which does not ask for a client certificate. */
export function guardLogstash(scope: Construct): void {
  new k8s.KubeNetworkPolicy(scope, 'logstash-policy', {
    metadata: { name: LOGSTASH, namespace: AGENTS },
    spec: {
      podSelector: { matchLabels: PODS.logstash },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: PODS.filebeat } }],
          ports: [{ port: k8s.IntOrString.fromNumber(BEATS_PORT), protocol: 'TCP' }],
        },
      ],
    },
  });
}
