import { ACCOUNTS, PASSWORDS } from '../names';

/** How a database is made, for the first time only. */
export const INSTALL = `# Beside, and put in its place when it is whole: an attempt that was cut short leaves nothing.
install_database() {
  local new=$DATA/new socket=$RUN/install.sock pid
  say 'makes a new database'
  rm -rf "$new"
  mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$new" --skip-test-db --skip-name-resolve --skip-log-bin \\
    --auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" >"$RUN/install.log"
  mariadbd --no-defaults --user="$(id -un)" --datadir="$new" --socket="$socket" --pid-file="$RUN/install.pid" --skip-networking \\
    --skip-log-bin --event-scheduler=OFF >>"$RUN/install.log" 2>&1 &
  pid=$!
  within 60 mariadb --no-defaults --socket="$socket" --execute='DO 0' 2>/dev/null || die "a new database does not start: $(tail -5 "$RUN/install.log")"
  first_rows | mariadb --no-defaults --socket="$socket"
  kill -TERM "$pid"
  wait "$pid"
  mkdir -p "$SERVER"
  rmdir "$SERVER"
  mv "$new" "$SERVER"
  : >"$DATA/form"
}
# What every database holds beside its own. None of the accounts may write while the server is read-only. Every member of
# a group has a heartbeat of its own: events run on each.
first_rows() {
  cat <<SQL
CREATE DATABASE tripod;
CREATE TABLE tripod.epoch (epoch BIGINT PRIMARY KEY, side VARCHAR(63) NOT NULL,
  at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, position TEXT NOT NULL DEFAULT '') ENGINE=InnoDB;
CREATE TABLE tripod.heartbeat (member VARCHAR(63) PRIMARY KEY, at TIMESTAMP(3) NOT NULL) ENGINE=InnoDB;
CREATE TABLE tripod.probe (word VARCHAR(127) PRIMARY KEY) ENGINE=InnoDB;
CREATE VIEW tripod.pulse AS SELECT MAX(at) AS ts, 1 AS server_id FROM tripod.heartbeat;
INSERT INTO tripod.epoch (epoch, side) VALUES (1, '$SIDE');
CREATE USER '${ACCOUNTS.replica}'@'%' IDENTIFIED BY $(quoted "$(<"$KEYS/${PASSWORDS.replica}")") REQUIRE SSL;
GRANT REPLICATION SLAVE ON *.* TO '${ACCOUNTS.replica}'@'%';
CREATE USER '${ACCOUNTS.probe}'@'%' IDENTIFIED BY $(quoted "$(<"$KEYS/${PASSWORDS.probe}")") REQUIRE SSL;
GRANT SELECT, INSERT, DELETE ON tripod.probe TO '${ACCOUNTS.probe}'@'%';
CREATE USER '${ACCOUNTS.heartbeat}'@'localhost' ACCOUNT LOCK;
GRANT EVENT, SELECT, INSERT, UPDATE ON tripod.* TO '${ACCOUNTS.heartbeat}'@'localhost';
DELIMITER //
CREATE DEFINER='${ACCOUNTS.heartbeat}'@'localhost' EVENT tripod.heartbeat ON SCHEDULE EVERY 1 SECOND DO
  IF NOT @@global.read_only THEN
    INSERT INTO tripod.heartbeat VALUES (@@global.wsrep_node_name, NOW(3)) ON DUPLICATE KEY UPDATE at = NOW(3);
  END IF //
SQL
}
`;
