import type { Duration, Size } from 'cdk8s';
import { PATHS } from '../names';

interface Server {
  /** `mariadb-ledger`. */
  readonly database: string;
  readonly domain: number;
  readonly replicas: number;
  readonly memory: Size;
  readonly binlogs: Duration;
}

/** Share of the memory that holds pages: the rest is for connections, sorts, and a copy that is made beside the server. */
const POOL = 0.6;

/**
 * Configuration of every member of a database. It begins read-only, and stays so until its guard opens it. What a server is
 * called, and where it stands, its start says. Names and defaults: MariaDB documentation, "Server System Variables",
 * "Replication and Binary Log System Variables", "GTID System Variables", "InnoDB System Variables" (10.11).
 */
export function myCnf(server: Server): string {
  const sections = [serverSection(server), ...(server.replicas > 1 ? [groupSection(server)] : [])];
  return `${sections.flat().join('\n')}\n`;
}

function serverSection({ memory, binlogs }: Server): readonly string[] {
  return [
    '[mariadbd]',
    '# Since 10.11.0 not even SUPER writes then, only whoever has READ_ONLY ADMIN (MDEV-29596).',
    'read_only = ON',
    '# Without it each login waits for a name server, for as long as none answers (measured).',
    'skip_name_resolve = ON',
    'require_secure_transport = ON',
    'tls_version = TLSv1.2,TLSv1.3',
    `ssl_ca = ${PATHS.tls}/ca.crt`,
    `ssl_cert = ${PATHS.tls}/tls.crt`,
    `ssl_key = ${PATHS.tls}/tls.key`,
    'local_infile = OFF',
    'character_set_server = utf8mb4',
    '',
    '# What was acknowledged is on the disk, in the tables and in the log alike.',
    'innodb_flush_log_at_trx_commit = 1',
    'sync_binlog = 1',
    `innodb_buffer_pool_size = ${Math.floor(memory.toMebibytes() * POOL)}M`,
    '',
    '# For the other city: every change as rows, with its own GTID, kept until the longest break is over.',
    'log_bin = binlog',
    'binlog_format = ROW',
    'log_slave_updates = ON',
    'gtid_strict_mode = ON',
    `binlog_expire_logs_seconds = ${binlogs.toSeconds()}`,
    '',
    '# As the copy: what it received half is fetched again; a silent source is noticed within seconds.',
    'relay_log = relay',
    'relay_log_recovery = ON',
    'slave_parallel_mode = optimistic',
    'slave_parallel_threads = 4',
    'slave_net_timeout = 5',
    '',
    '# Writes the heartbeat by which the lag is measured.',
    'event_scheduler = ON',
  ];
}

/**
 * As a member of a Galera group (MariaDB documentation, "Galera Cluster System Variables", "mariadb-backup SST Method",
 * "Using MariaDB GTIDs with MariaDB Galera Cluster"). A donor goes on to serve while it is copied. Interleaved
 * auto-increments are what Galera asks for.
 */
function groupSection({ database, domain }: Server): readonly string[] {
  return [
    '',
    'wsrep_on = ON',
    'wsrep_provider = /usr/lib/galera/libgalera_smm.so',
    `wsrep_cluster_name = ${database}`,
    'wsrep_sst_method = mariabackup',
    'wsrep_gtid_mode = ON',
    `wsrep_gtid_domain_id = ${domain}`,
    'innodb_autoinc_lock_mode = 2',
    '',
    '[sst]',
    'encrypt = 4',
    `ssl-ca = ${PATHS.tls}/ca.crt`,
    `ssl-cert = ${PATHS.tls}/tls.crt`,
    `ssl-key = ${PATHS.tls}/tls.key`,
  ];
}
