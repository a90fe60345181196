import {
  ACCOUNTS,
  GROUP_PORT,
  GUARD_PORT,
  INCREMENTAL_PORT,
  PASSWORDS,
  PATHS,
  SQL_PORT,
  TRANSFER_PORT,
} from '../names';

/** What a member has to know of its side and of the other one. */
export interface MemberFacts {
  /** `mariadb-ledger`. */
  readonly database: string;
  /** Environment whose side it is. */
  readonly side: string;
  /** GTID domain of the side, and number of its servers. */
  readonly domain: number;
  /** `10.10.0.21:4567` of every member of the group; none where there is one server. Not the arbitrator: left alone, it has nothing to give. */
  readonly group: readonly string[];
  /** `10.10.0.21:3306` of every server of this side. */
  readonly servers: readonly string[];
  /** `10.30.0.21:3306` of every server of the other side. */
  readonly sources: readonly string[];
}

/** Settings, and the smallest functions. */
export function head({ database, side, domain, group, servers, sources }: MemberFacts): string {
  return `#!/usr/bin/env bash
# A member of ${database} in ${side}: what its pod starts, and what plans ask of it.
set -euo pipefail
SIDE=${side} DOMAIN=${domain}
# Whatever the environment says comes first: a drill runs members without pods.
: "\${MEMBER:=$(hostname)}" "\${ADDRESS:=127.0.0.1}" "\${BIND:=0.0.0.0}" "\${PORT:=${SQL_PORT}}"
: "\${GROUP_PORT:=${GROUP_PORT}}" "\${INCREMENTAL_PORT:=${INCREMENTAL_PORT}}" "\${TRANSFER_PORT:=${TRANSFER_PORT}}" "\${GUARD_PORT:=${GUARD_PORT}}"
: "\${DATA:=${PATHS.data}}" "\${RUN:=${PATHS.run}}" "\${CONFIG:=${PATHS.config}}" "\${KEYS:=${PATHS.keys}}" "\${TLS:=${PATHS.tls}}"
: "\${AGENT:=${PATHS.agent}/tripod-agent}"
# HOST:PORT of the members of its group (none: it is a server by itself), of all servers of this side, and of the other's.
: "\${GROUP=${group.join(' ')}}" "\${SERVERS=${servers.join(' ')}}" "\${SOURCES=${sources.join(' ')}}"
SERVER=$DATA/server SOCKET=$RUN/mysqld.sock

say() { echo "$MEMBER: $*" >&2; }
die() {
  say "$*"
  exit 1
}
# Over the socket, as the user of the system who runs the server: no password, no network, no name server.
sql() { mariadb --no-defaults --socket="$SOCKET" --batch --skip-column-names --connect-timeout=3 "$@"; }
ask() { sql --execute="$1"; }
# HOST:PORT STATEMENT: as a client of that server, with TLS and its certificate verified.
call() {
  MYSQL_PWD=$(<"$KEYS/${PASSWORDS.probe}") timeout 10 mariadb --no-defaults --batch --skip-column-names --connect-timeout=3 \\
    --host="\${1%:*}" --port="\${1##*:}" --protocol=tcp --user=${ACCOUNTS.probe} --ssl-ca="$TLS/ca.crt" \\
    --ssl-verify-server-cert --execute="$2"
}
# A text between quotes of SQL.
quoted() { sed "s/[\\\\\\\\']/\\\\\\\\&/g; s/^/'/; s/\\$/'/" <<<"$1"; }
# SECONDS COMMAND…: fails unless it succeeds within so many.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.1
  done
}
`;
}
