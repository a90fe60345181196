import { Yaml } from 'cdk8s';
import type { Host } from '../../landscape';
import type { Settings } from '../control-plane/settings';
import { reserved } from './reserved';

/** Where kubeadm finds what differs from host to host. */
export const PATCHES = '/etc/kubernetes/patches';

const KUBELET = { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' };

/** For the operating system beside Kubernetes: sshd, journald, chrony, keepalived, the bank's own agents. */
const SYSTEM = { cpu: '100m', memory: '512Mi' };

/**
 * Kubelet of every host. Not in it: `serverTLSBootstrap`. Its certificates wait until somebody approves them, and until
 * then no log and no metric of a pod can be read; kubeadm's self-signed ones are used.
 */
export function kubeletConfiguration({ podsPerNode }: Settings) {
  return {
    ...KUBELET,
    cgroupDriver: 'systemd',
    rotateCertificates: true,
    maxPods: podsPerNode,
    systemReserved: SYSTEM,
    // 250 MiB a container at most; shippers read them long before.
    containerLogMaxSize: '50Mi',
    containerLogMaxFiles: 5,
  };
}

/** What the kubelet of one host has for itself: reservations by the size of the host. */
export function kubeletPatch(host: Host): string {
  const { cpu, memory } = reserved(host);
  return Yaml.stringify({ ...KUBELET, kubeReserved: { cpu: `${cpu}m`, memory: `${memory}Mi` } });
}
