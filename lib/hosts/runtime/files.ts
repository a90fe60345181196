import type { HostFileProps } from '../../core';
import type { Settings } from '../settings/settings';
import { CRICTL_CONFIG, containerdConfig } from './containerd';
import { KERNEL_MODULES, KERNEL_SETTINGS, MODULES_PATH, SYSCTL_PATH } from './kernel';
import { mirrorFiles } from './mirror';
import { chronyConfig, CHRONY_PATH } from './time';

/** Files of every host beneath Kubernetes: the kernel, the container runtime and the time. */
export function runtimeFiles({
  environment,
  timeServers,
}: Pick<Settings, 'environment' | 'timeServers'>): readonly Omit<HostFileProps, 'host'>[] {
  return [
    { path: MODULES_PATH, content: KERNEL_MODULES },
    { path: SYSCTL_PATH, content: KERNEL_SETTINGS },
    // containerd keeps its sandbox image from being deleted by comparing names, and kubeadm pulls it by its tag
    // (containerd/containerd internal/cri/server/images/image_pull.go@v2.0.11, getLabels).
    { path: '/etc/containerd/config.toml', content: containerdConfig(), digests: false },
    { path: '/etc/crictl.yaml', content: CRICTL_CONFIG },
    ...mirrorFiles(environment),
    ...(timeServers.length > 0 ? [{ path: CHRONY_PATH, content: chronyConfig(timeServers) }] : []),
  ];
}
