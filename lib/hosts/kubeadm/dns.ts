import { Yaml } from 'cdk8s';
import { fittingHosts, NODE_LABELS, rackLabel, roleLabel, withLabels } from '../../core';
import type { Host } from '../../landscape';

const LABELS = { 'k8s-app': 'kube-dns' };

/**
 * CoreDNS as kubeadm makes it: two pods that would rather not share a host, and may (kubernetes/kubernetes
 * cmd/kubeadm/app/phases/addons/dns/manifests.go@v1.34.4). What the spread below adds is not in it.
 */
const POD = {
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [
    { key: 'CriticalAddonsOnly', operator: 'Exists' },
    { key: roleLabel('control-plane'), effect: 'NoSchedule' },
  ],
  containers: [{ resources: { requests: { cpu: '100m', memory: '70Mi' }, limits: { memory: '170Mi' } } }],
};

/** Where the name servers of a cluster stand. */
interface NameServers {
  readonly count: number;
  readonly spread: readonly object[];
}

/**
 * One in each site that can have one; two in different racks of a single one, or on different hosts. A lost site counts as empty, so that its own
 * waits for it rather than crowd another. kubeadm makes them when there is one host: `minDomains` lets no second one onto it,
 * and by the hash each version is spread by itself when it takes over from the one before.
 */
function nameServers(hosts: readonly Host[]): NameServers {
  const fitting = fittingHosts(POD, hosts);
  const sites = new Set(fitting.map(({ site }) => site)).size;
  const count = Math.max(2, sites);
  const domain = sites > 1 ? 'site' : new Set(fitting.map(rackLabel)).size > 1 ? 'rack' : 'host';
  const constraint = {
    topologyKey: NODE_LABELS[domain],
    maxSkew: 1,
    minDomains: count,
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: LABELS },
    matchLabelKeys: ['pod-template-hash'],
  };
  return { count, spread: [constraint] };
}

/** What differs from kubeadm's own Deployment (`corednsdeployment`). kubeadm applies it at `init` and with every upgrade. */
export function dnsPatch(hosts: readonly Host[]): string {
  const { count, spread } = nameServers(hosts);
  return Yaml.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'coredns', namespace: 'kube-system' },
    spec: { replicas: count, template: { spec: { topologySpreadConstraints: spread } } },
  });
}

/** The pods of CoreDNS, with the patch. */
export function dnsPods(hosts: readonly Host[]): { readonly pod: object; readonly count: number } {
  const { count, spread } = nameServers(hosts);
  return { count, pod: withLabels({ spec: { ...POD, topologySpreadConstraints: spread } }, LABELS) };
}
