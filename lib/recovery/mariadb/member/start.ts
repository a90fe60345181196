/** How a member comes up. */
export const START = `start() {
  mkdir -p "$DATA" "$RUN"
  echo "$$" >"$RUN/pid"
  rm -f "$RUN/waiting"
  take_copy
  await_data
  local -a guard
  if [[ -n $GROUP ]]; then group_options; fi
  rm -f "$RUN/waiting" "$DATA/begin" "$DATA/form"
  mapfile -t guard <"$CONFIG/guard"
  exec "$AGENT" guard "\${guard[@]}" mariadb --socket "$SOCKET" --user "$(id -un)" -- mariadbd "\${options[@]}"
}
# What differs from member to member; the rest stands in my.cnf. All members of a group have one server id: it stands in
# their GTIDs, which must be the same (MariaDB documentation, "Using MariaDB GTIDs with MariaDB Galera Cluster").
options=(--defaults-file="$CONFIG/my.cnf" --user="$(id -un)" --datadir="$SERVER" --socket="$SOCKET" --pid-file="$RUN/mysqld.pid"
  --bind-address="$BIND" --port="$PORT" --server-id="$DOMAIN" --gtid-domain-id="$DOMAIN" --report-host="$ADDRESS"
  --report-port="$PORT" --ssl-ca="$TLS/ca.crt" --ssl-cert="$TLS/tls.crt" --ssl-key="$TLS/tls.key"
  --wsrep-node-name="$MEMBER")

# It makes a database, or forms a group, only when it is told to: a volume that was lost must not come back as an empty
# database that is served.
await_data() {
  local waited=0
  until [[ -d $SERVER/mysql ]]; do
    if [[ -e $DATA/begin ]]; then
      install_database
    elif [[ -e $DATA/accepted ]]; then
      take_copy
    elif [[ -n $GROUP ]] && group_is_there; then
      mkdir -p "$SERVER"
      break
    else
      : >"$RUN/waiting"
      ((waited++ % 300)) || say 'has no data, and waits to be begun, for a copy, or for its group'
      sleep 0.2
    fi
  done
}
begin() {
  is_waiting || die 'waits for nothing: it has its data'
  [[ ! -d $SERVER/mysql ]] || die 'has data'
  : >"$DATA/begin"
  within 120 is_up || die 'does not come up'
}
# Ends the server; whoever started it does so again. One that waits for its group hears no signal but the last.
restart() {
  local pid
  pid=$(<"$RUN/pid")
  kill -TERM "$pid" 2>/dev/null || return 0
  within 20 is_gone "$pid" || kill -KILL "$pid"
}
is_gone() { ! kill -0 "$1" 2>/dev/null; }
`;
