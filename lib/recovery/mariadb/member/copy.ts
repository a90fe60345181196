import { ACCOUNTS, PASSWORDS } from '../names';

/** How one side becomes a copy of the other, and goes on to follow it. */
export const COPY = `# A copy of the running server, as a stream. Its checksum stays behind, to be compared with what arrived.
send() {
  rm -f "$RUN/sent" "$RUN/sent.part"
  mariadb-backup --no-defaults --backup --stream=mbstream --socket="$SOCKET" --user="$(id -un)" --datadir="$SERVER" \\
    --target-dir="$RUN/backup" 2>"$RUN/backup.log" | tee >(sha256sum >"$RUN/sent.part" && mv "$RUN/sent.part" "$RUN/sent") ||
    die "cannot copy: $(tail -3 "$RUN/backup.log")"
}
sent() {
  within 10 test -e "$RUN/sent" || die 'has sent nothing whole'
  cut -d' ' -f1 "$RUN/sent"
}
# Stops the server, and waits for a copy. What it had stays until that is accepted.
want() {
  : >"$DATA/wanted"
  is_waiting || restart
  within 60 is_waiting || die 'does not stop'
}
# Reads a copy, makes it whole, and prints the checksum of what was read.
receive() {
  is_waiting || die 'does not wait for a copy'
  rm -rf "$DATA/incoming" "$RUN/received"
  mkdir -p "$DATA/incoming"
  tee >(sha256sum >"$RUN/received.part" && mv "$RUN/received.part" "$RUN/received") | mbstream -x -C "$DATA/incoming" >&2
  within 10 test -e "$RUN/received"
  mariadb-backup --no-defaults --prepare --target-dir="$DATA/incoming" 2>"$RUN/prepare.log" >&2 ||
    die "the copy is not whole: $(tail -3 "$RUN/prepare.log")"
  cut -d' ' -f1 "$RUN/received"
}
# Puts the copy in the place of what was there, and follows from where it was made.
accept() {
  [[ -d $DATA/incoming/mysql ]] || die 'has no copy'
  : >"$DATA/accepted"
  within 300 is_up || die 'does not come up with the copy'
  follow
}
take_copy() {
  local waited=0
  [[ -e $DATA/wanted ]] || [[ -e $DATA/accepted ]] || return 0
  until [[ -e $DATA/accepted ]]; do
    if [[ -e $DATA/join ]]; then
      rm -rf "$SERVER" "$DATA/wanted" "$DATA/join"
      return
    fi
    : >"$RUN/waiting"
    ((waited++ % 300)) || say 'waits for a copy'
    sleep 0.2
  done
  # An attempt that was cut short between the two goes on here.
  if [[ -d $DATA/incoming ]]; then
    rm -rf "$SERVER"
    mv "$DATA/incoming" "$SERVER"
    : >"$DATA/form"
  fi
  rm -f "$DATA/wanted" "$DATA/accepted"
}
# POSITION: follows without a copy, where it holds no write of its own beyond what the other side had of it by then.
turn_round() {
  local own theirs
  own=$(position | tr , '\\n' | grep "^$DOMAIN-" || true)
  theirs=$(tr , '\\n' <<<"$1" | grep "^$DOMAIN-" || true)
  [[ $own == "$theirs" ]] || die "holds \${own:-nothing}, and the other side has \${theirs:-nothing} of it"
  ask "STOP SLAVE; RESET SLAVE ALL; SET GLOBAL gtid_slave_pos = '$(position)'"
  follow
}
# Begins to follow the other side, from where the copy was made or from where it was.
follow() {
  local info=$SERVER/xtrabackup_binlog_info each
  if [[ -e $info ]]; then
    ask "STOP SLAVE; RESET SLAVE ALL; SET GLOBAL gtid_slave_pos = '$(cut -f3 "$info")'"
    mv "$info" "$info.used"
  fi
  for each in $SOURCES; do
    source_is "$each"
    within 5 is_fed && return
    say "receives nothing from $each: $(replica Last_IO_Error)"
  done
  die 'no server of the other side sends'
}
source_is() {
  ask "STOP SLAVE; CHANGE MASTER TO MASTER_HOST = '\${1%:*}', MASTER_PORT = \${1##*:}, MASTER_USER = '${ACCOUNTS.replica}',
    MASTER_PASSWORD = $(quoted "$(<"$KEYS/${PASSWORDS.replica}")"), MASTER_USE_GTID = slave_pos, MASTER_SSL = 1,
    MASTER_SSL_CA = '$TLS/ca.crt', MASTER_SSL_VERIFY_SERVER_CERT = 1, MASTER_CONNECT_RETRY = 1,
    MASTER_HEARTBEAT_PERIOD = 1; START SLAVE"
}
# Runs beside the server for as long as it does. A source that is gone is left for the next one of its side, but only when all
# that was received is applied: changing the source throws away what is not.
replicate() {
  local failed=0
  while sleep 1; do
    if ! is_up || ! is_replica || is_fed; then
      failed=0
    elif ((++failed > 5)); then
      failed=0
      next_source || true
    fi
  done
}
next_source() {
  local now each first='' next='' found=''
  now=$(replica Master_Host):$(replica Master_Port)
  for each in $SOURCES; do
    first=\${first:-$each}
    [[ -z $found ]] || next=\${next:-$each}
    [[ $each != "$now" ]] || found=yes
  done
  next=\${next:-$first}
  [[ -n $next && $next != "$now" ]] || return 0
  (reach "$(replica Gtid_IO_Pos)" 1) || return 0
  say "moves from $now to $next"
  source_is "$next"
}
`;
