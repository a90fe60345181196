import type { Environment, HostFileProps } from '../../core';
import { containerdConfig } from './containerd';
import { KERNEL_MODULES, KERNEL_SETTINGS } from './kernel';
import { mirrorFiles } from './mirror';

/** Files of every host beneath Kubernetes: the kernel and the container runtime. */
export function runtimeFiles(environment: Environment): readonly Omit<HostFileProps, 'host'>[] {
  return [
    { path: '/etc/modules-load.d/kubernetes.conf', content: KERNEL_MODULES },
    { path: '/etc/sysctl.d/99-kubernetes.conf', content: KERNEL_SETTINGS },
    // containerd keeps its sandbox image from being deleted by comparing names, and kubeadm pulls it by its tag
    // (containerd/containerd internal/cri/server/images/image_pull.go@v2.0.11, getLabels).
    { path: '/etc/containerd/config.toml', content: containerdConfig(), digests: false },
    ...mirrorFiles(environment),
  ];
}
