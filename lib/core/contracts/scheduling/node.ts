import type { Host } from '../../../landscape';
import { NODE_LABELS, nodeLabels, nodeTaints, roleLabel } from '../nodes';

export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** A host as the scheduler sees it. */
export interface Node {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
}

/**
 * The node of a host: what it registers with, what every kubelet says of itself, and the label that kubeadm gives masters
 * (kubernetes cmd/kubeadm/app/phases/markcontrolplane/markcontrolplane.go@v1.34.4).
 */
export function nodeOf(host: Host): Node {
  const master = roleLabel('control-plane');
  const labels: Readonly<Record<string, string>> = {
    ...nodeLabels(host),
    [NODE_LABELS.host]: host.name,
    'kubernetes.io/os': 'linux',
    ...(host.roles.includes('control-plane')
      ? { [master]: '', 'node.kubernetes.io/exclude-from-external-load-balancers': '' }
      : {}),
  };
  return { name: host.name, labels, taints: nodeTaints(host) };
}
