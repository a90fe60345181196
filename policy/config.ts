import type { PolicyPackConfig } from '@pulumi/policy';

/**
 * Pods of our own that do more than pod security `restricted` allows, with the reason that stands on them. Whoever adds
 * one lets an auditor know.
 */
export const PRIVILEGED: Readonly<Record<string, string>> = {
  'Beat logging-agents/filebeat spec.daemonSet.podTemplate':
    'reads the logs of all containers below /var/log/pods as root and notes below /var/lib how far it came',
  'CronJob etcd-sync/etcd-snapshots spec.jobTemplate.spec.template':
    'reads etcd with a client certificate that lies on masters for root only, and with which etcd lets anyone write and delete too',
};

/** Namespaces that admit more than `restricted`, for pods of our own or those that an operator starts. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  'Namespace elastic-system':
    "upstream's pod has no seccomp profile (deploy/eck-operator/values.yaml, podSecurityContext)",
  'Namespace etcd-sync': PRIVILEGED['CronJob etcd-sync/etcd-snapshots spec.jobTemplate.spec.template']!,
  'Namespace logging-agents':
    'Filebeat reads the logs of all containers below /var/log/pods as root and notes below /var/lib how far it came',
  'Namespace rook-ceph':
    'Ceph daemons use raw disks and keep their data below /var/lib/rook; CSI plugins mount volumes on hosts',
  'Namespace tigera-operator': 'uses the host network: there is no other before it has installed one',
  'Namespace velero': 'pods that move data of volumes run as root, since files may belong to anybody',
};

/**
 * Workloads of upstream releases that are not written for `restricted`. Read in the files of the pinned releases; what
 * Tripod overrides, as in CSI add-ons, needs no exception.
 */
export const UPSTREAM_PRIVILEGED: Readonly<Record<string, string>> = {
  'DaemonSet kube-system/antrea-agent spec.template': 'programs the Open vSwitch and the interfaces of its host',
  'Deployment kube-system/antrea-controller spec.template':
    'uses the host network: it must run before there is another',
  'Deployment kube-system/snapshot-controller spec.template': 'upstream states no security context',
  'Deployment rook-ceph/ceph-csi-controller-manager spec.template': 'upstream states no seccomp profile',
  'Deployment rook-ceph/rook-ceph-operator spec.template':
    'upstream states no seccomp profile, and does not rule out that a process gains privileges',
  'Deployment tigera-operator/tigera-operator spec.template':
    'uses the host network: it must run before there is another',
  'StatefulSet elastic-system/elastic-operator spec.template': 'upstream states no seccomp profile',
};

/** Workloads of upstream releases without all requests and a limit of memory, read in the same files. */
export const UPSTREAM_UNLIMITED: Readonly<Record<string, string>> = {
  'DaemonSet kube-system/antrea-agent spec.template': 'upstream requests CPU only; without it a node has no network',
  'Deployment kube-system/antrea-controller spec.template':
    'upstream limits no memory: it grows with the policies of the cluster',
  'Deployment kube-system/snapshot-controller spec.template': 'upstream states none; it keeps little but names',
  'Deployment rook-ceph/rook-ceph-operator spec.template':
    'upstream states none; it starts programs of Ceph for a while',
  'Deployment tigera-operator/tigera-operator spec.template': 'upstream states none; it must start on a crowded node',
};

/**
 * What holds for the environments of this project; a field that `--policy-pack-config` names is replaced as a whole. Levels
 * stand here too: the engine takes an entry without one for advisory.
 */
export const CONFIG = {
  'images-from-mirror': { enforcementLevel: 'mandatory', mirrors: ['registry.bank.example/mirror'] },
  limits: { enforcementLevel: 'mandatory', upstream: UPSTREAM_UNLIMITED },
  'privileged-pods': {
    enforcementLevel: 'mandatory',
    allowed: { ...PRIVILEGED, ...NAMESPACES },
    upstream: UPSTREAM_PRIVILEGED,
  },
} satisfies PolicyPackConfig;
