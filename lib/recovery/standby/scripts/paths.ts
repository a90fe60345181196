/** Where scripts of Tripod for root lie on a host. */
const SBIN = '/usr/local/sbin';

/** Opens and closes the API server of a master. */
export const API_SCRIPT = `${SBIN}/tripod-api`;
/** Makes a master that waits, and tells what its etcd holds. */
export const STANDBY_SCRIPT = `${SBIN}/tripod-standby`;
/** Takes out of a cluster what belongs to the place that it came from. */
export const CLEAN_SCRIPT = `${SBIN}/tripod-clean`;

/** From what kubeadm makes the files of a master that waits. */
export const STANDBY_CONFIG = '/etc/kubernetes/standby.yaml';

/** Program that restores etcd on a master, as the kit of the snapshots has it. */
export const RESTORE_SCRIPT = '/etc/kubernetes/restore/restore.sh';
/** Where snapshots wait on a master. */
export const INBOX = '/var/lib/etcd-restore';
/** Keys of the snapshot that was taken over, before anything changed one. */
export const TAKEN_KEYS = '/var/lib/tripod/standby/taken.keys';
