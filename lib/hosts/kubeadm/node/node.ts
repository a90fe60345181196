import { nodeLabels, nodeTaints } from '../../../core';
import type { Host } from '../../../landscape';
import { toArgs } from '../arguments';
import { PATCHES } from '../paths';

export const KUBEADM_API = 'kubeadm.k8s.io/v1beta4';

/** kubeadm's own default for containerd; written out, kubeadm does not look for others. */
const CONTAINERD = 'unix:///var/run/containerd/containerd.sock';

/** How a host becomes a node: under its name of the landscape, with its labels and taints from the first moment on. */
function nodeRegistration(host: Host) {
  const labels = Object.entries(nodeLabels(host)).map(([key, value]) => `${key}=${value}`);
  return {
    name: host.name,
    criSocket: CONTAINERD,
    imagePullPolicy: 'IfNotPresent',
    // Written also when empty: left out, kubeadm taints a master that is a worker too.
    taints: nodeTaints(host),
    kubeletExtraArgs: toArgs({
      // Without it the kubelet may take the VIP, which moves, for the address of the node.
      'node-ip': host.address,
      'node-labels': labels.join(','),
    }),
  };
}

/** What init and join have in common. */
export function nodeOptions(host: Host) {
  return { nodeRegistration: nodeRegistration(host), patches: { directory: PATCHES } };
}
