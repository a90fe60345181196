import { nodeLabels, nodeTaints, type PlanStep } from '../../../core';
import type { Host } from '../../../landscape';

/**
 * Tells OpenShift where its nodes stand and what they are for, as kubeadm's kubelets do by themselves. It must be done
 * before the first disk is taken: the labels become the CRUSH map, and a change of them moves data (rook
 * Documentation/CRDs/Cluster/ceph-cluster-crd.md@v1.20.6, "OSD Topology"). Masters have their taint from OpenShift.
 */
export function nodesStep(hosts: readonly Host[]): PlanStep {
  return {
    title: 'Nodes: say of each where it stands and what it is for; they are called as the hosts of the landscape',
    commands: [...hosts.map(labels), ...hosts.flatMap(taints)],
  };
}

function labels(host: Host): string {
  const pairs = Object.entries(nodeLabels(host)).map(([key, value]) => `${key}=${value}`);
  return `kubectl label node ${host.name} --overwrite ${pairs.join(' ')}`;
}

function taints(host: Host): readonly string[] {
  if (host.roles.includes('control-plane')) return [];
  return nodeTaints(host).map(({ key, effect }) => `kubectl taint node ${host.name} --overwrite ${key}=:${effect}`);
}
