import { Yaml } from 'cdk8s';
import type { Host } from '../../../landscape';
import type { Settings } from '../../settings/settings';
import { reserved, type Reserved } from './reserved';

const KUBELET = { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' };

/** For the operating system beside Kubernetes: sshd, journald, chrony, keepalived, the bank's own agents. */
export const SYSTEM: Reserved = { cpu: 100, memory: 512 };

/**
 * Processes and threads of a pod: one that forks without end stops itself, not its host. 250 pods of so many take a
 * quarter of what Linux hands out (kernel.pid_max, systemd/systemd sysctl.d/50-pid-max.conf). Without it there is no
 * bound (kubernetes/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go@v1.34.4).
 */
const PROCESSES = 4096;

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
    podPidsLimit: PROCESSES,
    systemReserved: quantities(SYSTEM),
    // 250 MiB a container at most; shippers read them long before.
    containerLogMaxSize: '50Mi',
    containerLogMaxFiles: 5,
  };
}

/** What the kubelet of one host has for itself: reservations by the size of the host. */
export function kubeletPatch(host: Host): string {
  return Yaml.stringify({ ...KUBELET, kubeReserved: quantities(reserved(host)) });
}

function quantities({ cpu, memory }: Reserved) {
  return { cpu: `${cpu}m`, memory: `${memory}Mi` };
}
