import type { Host } from 'tripod-iac';
import { nodeOf } from '../../../../lib/core/contracts/scheduling/node';
import type { KubeObject } from '../../../cluster/harness';

/** The Node that the kubelet of a host would register. */
export function nodeObject(host: Host): KubeObject {
  const { name, labels, taints } = nodeOf(host);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { ...labels, 'kubernetes.io/arch': 'amd64' } },
    spec: { taints },
  };
}

/** A Node for tests that have no landscape: it takes any pod. */
export function plainNode(name: string): KubeObject {
  const labels = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
}

export function isReady({ status }: KubeObject): boolean {
  const { conditions } = (status ?? {}) as { readonly conditions?: readonly { type: string; status: string }[] };
  return conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
}
