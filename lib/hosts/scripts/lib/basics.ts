import { HANDED_OVER, HOST_ENV_PATH, SBIN, STATE } from '../paths';

/** Begin of lib.sh: what is said, changed, waited for and written down. */
export const BASICS = `# shellcheck shell=sh
# Shared by the scripts of Tripod on this host, which source it. Whoever sources it has set NAME, for messages.
# TRIPOD_DRY_RUN=yes only says what would be changed.
set -eu

. ${HOST_ENV_PATH}

# Those who log in by SSH without a shell of their own may lack these.
PATH=$PATH:${SBIN}:/usr/sbin:/sbin

NAME=\${NAME:-tripod}
APPLIED=${STATE}/applied

# say TEXT…: one line about something that changes.
say() {
  echo "$NAME: $*"
}

# fail TEXT…: says what is wrong and how to mend it, and ends the script.
fail() {
  echo "$NAME: $TRIPOD_HOST: $*" >&2
  exit 1
}

dry_run() {
  [ "\${TRIPOD_DRY_RUN:-no}" = yes ]
}

# run COMMAND…: runs what changes something; in a dry run only says so.
run() {
  if dry_run; then
    say "would run: $*"
  else
    "$@"
  fi
}

# has COMMAND: whether the host knows it.
has() {
  command -v "$1" >/dev/null 2>&1
}

# only_one: ends the script where another one of Tripod is at work on this host. Scripts may call each other.
only_one() {
  [ -z "\${TRIPOD_LOCKED:-}" ] || return 0
  [ "$(id -u)" -eq 0 ] || fail "must be run as root; use sudo"
  mkdir -p ${HANDED_OVER}
  chmod 0700 ${HANDED_OVER}
  exec 9>/run/tripod.lock
  # What an interrupted run had started may take a moment to end.
  flock -w 5 9 || fail "another script of Tripod is at work here; wait for it, \\\`fuser /run/tripod.lock\\\` shows it"
  export TRIPOD_LOCKED=yes
}

# seconds: since the host started; unlike the time of day they never jump.
seconds() {
  cut -d. -f1 /proc/uptime
}

# wait_for SECONDS WHAT COMMAND…: tries the command every second until it succeeds. 1 when the time is over, which it says.
wait_for() {
  wait_seconds=$1
  wait_what=$2
  shift 2
  wait_until=$(($(seconds) + wait_seconds))
  until "$@"; do
    if [ "$(seconds)" -ge "$wait_until" ]; then
      echo "$NAME: $TRIPOD_HOST: not within $wait_seconds s: $wait_what" >&2
      return 1
    fi
    sleep 1
  done
}

# written COMMAND…: one that write_file needs. Whether errors end the script depends on its caller, so each is looked at.
written() {
  write_error=$("$@" 2>&1) && return 0
  rm -f "$write_new"
  fail "$write_path stays as it was, since what it should become could not be written ($write_error); mend that, and run this again"
}

# Readable by nobody else while it is made; on the disk before it takes the place of what was there.
write_beside() {
  (umask 077 && cat >"$write_new") && chmod "$1" "$write_new" && sync "$write_new"
}

# write_file PATH MODE [TEXT…]: standard input becomes the file, unless it has that content already; says TEXT where it had
# not. Written beside the target and moved over it: a reader sees the old file or the new one, never a part.
write_file() {
  write_path=$1
  write_mode=$2
  shift 2
  # Begins with a dot: the kubelet starts whatever else lies among its manifests, a half-written one too.
  write_new=$(dirname "$write_path")/.$(basename "$write_path").tripod-new
  if dry_run; then write_new=${HANDED_OVER}/dry-run; else written mkdir -p "$(dirname "$write_path")"; fi
  written write_beside "$write_mode"
  if [ -f "$write_path" ] && cmp -s "$write_new" "$write_path" && [ "0$(stat -c %a "$write_path")" = "$write_mode" ]; then
    rm -f "$write_new"
  elif dry_run; then
    say "would write $write_path"
    rm -f "$write_new"
  else
    written mv -f "$write_new" "$write_path"
    [ "$#" -eq 0 ] || say "$*"
  fi
}

# applied WHAT STATE: whether WHAT was last applied in this STATE, as \`apply\` wrote down. An interrupted run is so repeated.
applied() {
  [ -f "$APPLIED/$1" ] && [ "$(cat "$APPLIED/$1")" = "$2" ]
}

apply() {
  printf '%s\\n' "$2" | write_file "$APPLIED/$1" 0644
}

# checksum FILE…: of all of them together; those that are missing count too.
checksum() {
  for checksum_file; do
    if [ -f "$checksum_file" ]; then sha256sum "$checksum_file"; else echo "no $checksum_file"; fi
  done | sha256sum | cut -d' ' -f1
}

# room FOLDER KIB WHAT: ends the script where the folder has less room than that needs.
room() {
  mkdir -p "$1"
  room_free=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
  [ "$room_free" -gt "$2" ] || fail "$1 has $room_free KiB free, $3 takes $2; free some"
}

is_master() {
  [ "$TRIPOD_ROLE" != node ]
}

`;
