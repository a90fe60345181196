/** Document from which kubeadm makes a member of this host: `init` on the first master, `join` everywhere else. */
export const KUBEADM_CONFIG = '/etc/kubernetes/kubeadm.yaml';

/** Where the first master has its document for the day on which it joins a cluster that lives. */
export const REJOIN_CONFIG = '/etc/kubernetes/kubeadm-join.yaml';

/** What kubeadm would make this master from today: the same on all masters but for their own name and address. */
export const MASTER_CONFIG = '/etc/kubernetes/master.yaml';

/** Where kubeadm finds what differs from host to host. */
export const PATCHES = '/etc/kubernetes/patches';
