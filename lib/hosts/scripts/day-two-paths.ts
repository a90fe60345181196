/** Where scripts for root lie; some hosts do not look there for commands that come by SSH or sudo. */
export const SBIN = '/usr/local/sbin';

/** What kubeadm would make this master from today: the same on all masters but for their own name and address. */
export const MASTER_CONFIG = '/etc/kubernetes/master.yaml';

/** What leads back from an upgrade, until its point of no return. */
export function keptFolder(from: string): string {
  return `/var/lib/tripod/upgrade/${from}`;
}
