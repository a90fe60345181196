/** What a member says about itself. Nothing here changes anything. */
export const STATE = `is_up() { ask 'DO 0' 2>/dev/null; }
is_waiting() { [[ -e $RUN/waiting ]]; }
# Also one that waits to be begun, or for a copy: nothing is wrong with its pod.
is_ready() { is_waiting || is_up; }
is_closed() { [[ $(ask 'SELECT @@global.read_only') == 1 ]]; }
is_open() { [[ $(ask 'SELECT @@global.read_only') == 0 ]]; }
is_fed() { [[ $(replica Slave_IO_Running) == Yes ]]; }
is_replica() { [[ -n $(replica Master_Host) ]]; }
# EPOCH: whether it follows the other side, or was told already that this epoch is its own.
is_heir() { is_replica || is_told "$1"; }
is_told() { [[ $(epoch) == "$1 $SIDE" ]]; }

# FIELD: of what it follows; empty where it follows nobody.
replica() { sql --vertical --column-names --execute='SHOW SLAVE STATUS' | sed -n "s/^ *$1: //p"; }
# Newest epoch that it was told, and whose it is.
epoch() { ask "SELECT CONCAT(epoch, ' ', side) FROM tripod.epoch ORDER BY epoch DESC LIMIT 1"; }
# All that it holds, as GTIDs.
position() { ask 'SELECT @@gtid_binlog_pos'; }
# What this side had of the other one when it last took over.
taken() { ask "SELECT position FROM tripod.epoch WHERE side = '$SIDE' AND position <> '' ORDER BY epoch DESC LIMIT 1"; }
# UNTIL, in seconds since 1970: by how many its newest heartbeat is older. Seconds_Behind_Master says 0 where what is
# missing has not arrived.
lag() {
  ask "SELECT GREATEST(0, ROUND(\${1:-UNIX_TIMESTAMP(NOW(3))} - MAX(UNIX_TIMESTAMP(at)), 1)) FROM tripod.heartbeat"
}
state() {
  is_up || die 'does not answer'
  echo "$MEMBER: read_only $(ask 'SELECT @@global.read_only'), epoch $(epoch), holds $(position)"
  is_replica || return 0
  echo "$MEMBER: follows $(replica Master_Host):$(replica Master_Port), IO $(replica Slave_IO_Running)," \\
    "SQL $(replica Slave_SQL_Running), received $(replica Gtid_IO_Pos), $(lag 'UNIX_TIMESTAMP(NOW(3))') s behind"
}
# Fails unless it holds a whole copy, and applies what it has received. Whether more arrives is another question.
follows() {
  is_replica || die 'follows nobody'
  [[ $(replica Using_Gtid) == Slave_Pos ]] || die "follows by $(replica Using_Gtid) instead of its GTIDs"
  [[ $(replica Slave_SQL_Running) == Yes ]] || die "does not apply what it received: $(replica Last_SQL_Error)"
  is_closed || die 'follows, and takes writes of its own'
}
# SECONDS: the same, and what it follows sends.
receives() {
  follows
  within "$1" is_fed || die "receives nothing: $(replica Last_IO_Error)"
}
# POSITION SECONDS: waits until it holds that.
reach() {
  [[ $(ask "SELECT MASTER_GTID_WAIT('$1', $2)") == 0 ]] || die "has $(position) after $2 s, and not all of $1"
}
`;
