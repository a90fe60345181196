/** Container of a pod that runs the server, below its guard. */
export const CONTAINER = 'mariadb';

/** User and group `mysql` of the image (MariaDB/mariadb-docker 10.11/Dockerfile@53935c78: `useradd -r`, the first on Ubuntu). */
export const USER = 999;

export const SQL_PORT = 3306;

/** Ports of Galera on every host of a member (galera gcomm/src/defaults.cpp; MariaDB documentation, "Galera Cluster Address"). */
export const GROUP_PORT = 4567;
export const INCREMENTAL_PORT = 4568;
export const TRANSFER_PORT = 4444;

/** Where the guard tells what it does. */
export const GUARD_PORT = 9406;

export const PATHS = {
  /** Configuration: what a ConfigMap holds. */
  config: '/etc/tripod/mariadb',
  /** Passwords, one file each. */
  keys: '/etc/tripod/keys',
  /** Certificate of the member, its key, and whom it trusts. */
  tls: '/etc/tripod/tls',
  /** Program of the guard, in a volume: the image of the server does not hold it. */
  agent: '/opt/tripod',
  data: '/var/lib/mysql',
  run: '/run/mysqld',
} as const;

/** Accounts that the installation makes. None of them may write while the server is read-only. */
export const ACCOUNTS = {
  /** By which the other side copies. */
  replica: 'tripod_replica',
  /** By which a plan writes and reads as a user would. */
  probe: 'tripod_probe',
  /** As which the heartbeat is written: nobody logs in with it. */
  heartbeat: 'tripod_heartbeat',
} as const;

/** Passwords by their files, and by their keys in the Secret. */
export const PASSWORDS = { replica: 'replica-password', probe: 'probe-password', witness: 'witness-secret' } as const;

/** Program of a member, with what a plan asks of it. */
export const MEMBER_SCRIPT = 'member.sh';

/** What the proof and the plans call a database. */
export function holderName(id: string): string {
  return `mariadb-${id}`;
}

/** Sidecar that tells Prometheus about the server; the port is that of prometheus/mysqld_exporter README.md@v0.20.0. */
export const EXPORTER = 'exporter';
export const EXPORTER_PORT = 9104;
