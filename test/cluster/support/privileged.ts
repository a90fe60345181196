/** Pods that may do more than pod security `restricted` allows, with the reason that stands on them. */
export const PRIVILEGED: Readonly<Record<string, string>> = {
  'Beat logging-agents/filebeat spec.daemonSet.podTemplate':
    'reads the logs of all containers below /var/log/pods as root and notes below /var/lib how far it came',
  'CronJob etcd-sync/etcd-snapshots spec.jobTemplate.spec.template':
    'reads etcd with a client certificate that lies on masters for root only, and with which etcd lets anyone write and delete too',
};
