/** How a side takes over, and gives up. */
export const TURN = `# EPOCH SECONDS: takes over, once all that it received is applied, for which it has so many seconds. The guard opens it as
# soon as the epoch stands here. What was taken over is kept beside the epoch, for the day when the old side returns.
take() {
  if ! is_told "$1"; then
    follows
    ask 'STOP SLAVE IO_THREAD'
    reach "$(replica Gtid_IO_Pos)" "$2"
    ask "STOP SLAVE; INSERT INTO tripod.epoch (epoch, side, position) VALUES ($1, '$SIDE', @@gtid_slave_pos)"
  fi
  ! is_replica || ask 'STOP SLAVE; RESET SLAVE ALL'
  within 30 is_open || die "is not opened by its guard: $(guard_says)"
}
# EPOCH: the side keeps its turn under that number.
keep() { is_told "$1" || ask "INSERT INTO tripod.epoch (epoch, side) VALUES ($1, '$SIDE')"; }
# SECONDS: its guard closes it within so many; else it is closed here. What is closed by hand alone opens when it restarts.
close() {
  within "$1" is_closed || timeout 10 mariadb --no-defaults --socket="$SOCKET" --execute='SET GLOBAL read_only = ON'
  is_closed || die 'does not close'
  within 5 is_shut || die "would open again (its guard: $(guard_says)): take the epoch from $SIDE first"
}
is_shut() { guard_says | grep -v 'by hand' | grep -q '^closed '; }
guard_says() {
  # shellcheck disable=SC2016 # of the inner bash
  timeout 2 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1" && printf "GET /state HTTP/1.0\\r\\n\\r\\n" >&3 && tail -1 <&3' \\
    - "$GUARD_PORT" 2>/dev/null || echo 'its page /state does not answer'
}
# Writes and reads as a user does, at every server of the side.
probe() {
  local each word
  for each in $SERVERS; do
    word="$MEMBER $each $(date +%s%N)"
    call "$each" "INSERT INTO tripod.probe VALUES ('$word')" || die "cannot write at $each"
    [[ $(call "$each" "SELECT word FROM tripod.probe WHERE word = '$word'") == "$word" ]] || die "does not read at $each what it wrote"
    call "$each" "DELETE FROM tripod.probe WHERE word = '$word'"
  done
}
`;
