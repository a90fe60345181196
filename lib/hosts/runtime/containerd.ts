import { image } from '../../core';

/** Where containerd looks for mirrors of registries. */
export const REGISTRIES = '/etc/containerd/certs.d';

/**
 * What differs from the defaults of containerd 2: the sandbox image that kubeadm expects, mirrors, and control groups by
 * systemd, as the kubelet has them. Read by containerd at its start.
 */
export function containerdConfig(): string {
  return `version = 3

[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = '${image('pause')}'

[plugins.'io.containerd.cri.v1.images'.registry]
  config_path = '${REGISTRIES}'

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = 'io.containerd.runc.v2'

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
  SystemdCgroup = true
`;
}

/** Where crictl finds containerd: without it, it tries several places, and warns of each. */
export const CRICTL_CONFIG = `runtime-endpoint: unix:///run/containerd/containerd.sock
image-endpoint: unix:///run/containerd/containerd.sock
`;
