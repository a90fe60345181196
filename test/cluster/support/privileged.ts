/** Pods that may do more than pod security `restricted` allows, with the reason that stands on them. */
export const PRIVILEGED: Readonly<Record<string, string>> = {
  'CronJob etcd-sync/etcd-snapshots spec.jobTemplate.spec.template':
    'reads etcd on the loopback address of a master, with the certificate that lies there for root only',
};
