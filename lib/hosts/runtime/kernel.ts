export const MODULES_PATH = '/etc/modules-load.d/kubernetes.conf';
export const SYSCTL_PATH = '/etc/sysctl.d/99-kubernetes.conf';

/** Modules that containerd and the pod network need. */
export const KERNEL_MODULES = `overlay
br_netfilter
`;

/** Settings without which kubeadm refuses a host, or pods fail on one that carries many. */
export const KERNEL_SETTINGS = `net.ipv4.ip_forward = 1
net.bridge.bridge-nf-call-iptables = 1
net.bridge.bridge-nf-call-ip6tables = 1
# The default of 128 is used up by a few dozen pods that watch files.
fs.inotify.max_user_instances = 8192
fs.inotify.max_user_watches = 524288
`;
