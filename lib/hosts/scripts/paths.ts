/** Names, values and switches of a host, for its scripts. */
export const HOST_ENV_PATH = '/etc/tripod/host.env';

/** Makes a member of a cluster from a host. */
export const BOOTSTRAP_PATH = '/usr/local/sbin/tripod-bootstrap';

/** Writes what a host needs to join, on a master. */
export const INVITE_PATH = '/usr/local/sbin/tripod-invite';

/** What is handed to a host for its join: memory, gone with a restart. */
export const HANDED_OVER = '/run/tripod';
