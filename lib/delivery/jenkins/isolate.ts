import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { selectorLabels } from '../../core';
import { AGENTS_NAMESPACE, CONTROLLER, HTTP_PORT, NAMESPACE } from './names';

/**
 * Who may open connections: agents and the given clients to the controller's pages, nobody to agents. What Jenkins and
 * builds may reach is not limited here: their repositories and registries are the bank's to name.
 */
export function isolate(scope: Construct, admit: readonly string[]): void {
  new k8s.KubeNetworkPolicy(scope, 'controller-policy', {
    metadata: { name: CONTROLLER, namespace: NAMESPACE },
    spec: {
      podSelector: { matchLabels: selectorLabels(CONTROLLER) },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [AGENTS_NAMESPACE, ...admit].map(peer),
          ports: [{ protocol: 'TCP', port: k8s.IntOrString.fromNumber(HTTP_PORT) }],
        },
      ],
    },
  });
  new k8s.KubeNetworkPolicy(scope, 'agents-policy', {
    metadata: { name: 'agents', namespace: AGENTS_NAMESPACE },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  });
}

function peer(client: string): k8s.NetworkPolicyPeer {
  if (client.includes('/')) return { ipBlock: { cidr: client } };
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': client } } };
}
