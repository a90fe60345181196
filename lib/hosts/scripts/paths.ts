/** Where scripts for root lie; some hosts do not look there for commands that come by SSH or sudo. */
export const SBIN = '/usr/local/sbin';

/** Shell functions that all scripts on a host share. */
export const LIB_PATH = '/usr/local/lib/tripod/lib.sh';

/** Names, values and switches of a host, for its scripts. */
export const HOST_ENV_PATH = '/etc/tripod/host.env';

/** Makes a member of a cluster from a host. */
export const BOOTSTRAP_PATH = `${SBIN}/tripod-bootstrap`;

/** Writes what a host needs to join, on a master. */
export const INVITE_PATH = `${SBIN}/tripod-invite`;

/** Makes a master a member of etcd for events. */
export const EVENTS_SCRIPT_PATH = `${SBIN}/tripod-events-etcd`;

/** What is handed to a host for its join: memory, gone with a restart. */
export const HANDED_OVER = '/run/tripod';

/** What scripts write down on a host. */
export const STATE = '/var/lib/tripod';

/** Says that a host is a member: `tripod-bootstrap` writes it at the end of the join. */
export const JOINED = `${STATE}/joined`;

/** What leads back from an upgrade, until its point of no return. */
export function keptFolder(from: string): string {
  return `${STATE}/upgrade/${from}`;
}
