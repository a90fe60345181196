import { HOST_ENV_PATH } from './paths';

/** Where the shell functions lie that all scripts on a host share. */
export const LIB_PATH = '/usr/local/lib/tripod/lib.sh';

/**
 * What the scripts on a host have in common. A script sets `NAME`, sources this, and then knows its host by the
 * variables of host.env. POSIX shell, since it runs on whatever the bank installs.
 */
export const LIB_SCRIPT = `# shellcheck shell=sh
# Shared by the scripts of Tripod on this host, which source it. Whoever sources it has set NAME, for messages.
# TRIPOD_DRY_RUN=yes only says what would be changed.
set -eu

. ${HOST_ENV_PATH}

# Those who log in by SSH without a shell of their own may lack these.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

NAME=\${NAME:-tripod}
APPLIED=/var/lib/tripod/applied
MANIFESTS=/etc/kubernetes/manifests
# Beside the manifests: to move a file inside one file system is atomic.
PARKED=/etc/kubernetes/parked
ETCD_PKI=/etc/kubernetes/pki/etcd
ETCD_ENDPOINTS=https://127.0.0.1:2379
# Seconds for the kubelet to notice a change of the manifests (20, fileCheckFrequency) and for a pod to end (30) or start.
POD_SECONDS=120

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
  mkdir -p /run/tripod
  chmod 0700 /run/tripod
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

# write_file PATH MODE: standard input becomes the file, unless it has that content already: 1 when nothing was changed.
# Written beside the target and moved over it: a reader sees the old file or the new one, never a part.
write_file() {
  # Begins with a dot: the kubelet starts whatever else lies among its manifests, a half-written one too.
  write_new=$(dirname "$1")/.$(basename "$1").tripod-new
  if dry_run; then write_new=/run/tripod/dry-run; else mkdir -p "$(dirname "$1")"; fi
  (umask 077 && cat >"$write_new")
  chmod "$2" "$write_new"
  if [ -f "$1" ] && cmp -s "$write_new" "$1" && [ "0$(stat -c %a "$1")" = "$2" ]; then
    rm -f "$write_new"
    return 1
  fi
  if dry_run; then
    say "would write $1"
    rm -f "$write_new"
    return 0
  fi
  sync "$write_new"
  mv -f "$write_new" "$1"
}

# applied WHAT STATE: whether WHAT was last applied in this STATE, as \`apply\` wrote down. An interrupted run is so repeated.
applied() {
  [ -f "$APPLIED/$1" ] && [ "$(cat "$APPLIED/$1")" = "$2" ]
}

apply() {
  printf '%s\\n' "$2" | write_file "$APPLIED/$1" 0644 || true
}

# checksum FILE…: of all of them together; those that are missing count too.
checksum() {
  for checksum_file; do
    if [ -f "$checksum_file" ]; then sha256sum "$checksum_file"; else echo "no $checksum_file"; fi
  done | sha256sum | cut -d' ' -f1
}

is_master() {
  [ "$TRIPOD_ROLE" != node ]
}

# container NAME: id of its running container; nothing where it does not run.
container() {
  crictl ps --quiet --state Running --name "^$1\\$"
}

container_runs() {
  [ -n "$(container "$1")" ]
}

# Asked and answered: while containerd is away, nothing is known to be gone.
container_gone() {
  gone_container=$(container "$1") && [ -z "$gone_container" ]
}

# etcdctl ARGUMENT…: of the running etcd, whose image has it; ETCD_ENDPOINTS says which members are asked.
etcdctl() {
  [ "$TRIPOD_ETCD" = stacked ] || fail "etcd runs on hosts of its own; ask there"
  etcd_container=$(container etcd)
  [ -n "$etcd_container" ] || fail "etcd does not run; \\\`crictl ps --all --name etcd\\\` and \\\`crictl logs\\\` say why"
  crictl exec "$etcd_container" etcdctl --endpoints="$ETCD_ENDPOINTS" --cacert="$ETCD_PKI/ca.crt" \\
    --cert="$ETCD_PKI/healthcheck-client.crt" --key="$ETCD_PKI/healthcheck-client.key" "$@"
}

# ready URL: whether an API server says that it is ready, asked as the load balancers ask.
ready() {
  curl --silent --fail --noproxy '*' --max-time 5 --cacert /etc/kubernetes/pki/ca.crt --output /dev/null "$1$TRIPOD_READY"
}

# api_ready: whether the API server of this host is ready.
api_ready() {
  ready "$TRIPOD_API"
}

# endpoint_ready: whether the cluster is reached by its name, as everyone reaches it.
endpoint_ready() {
  ready "https://$TRIPOD_ENDPOINT"
}

# admin ARGUMENT…: kubectl with all rights, on masters.
admin() {
  kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"
}

kubelet_healthy() {
  curl --silent --fail --noproxy '*' --max-time 5 --output /dev/null http://127.0.0.1:10248/healthz
}

# unpark: puts back the manifests that an interrupted restart left aside; one that was written anew since then stays.
unpark() {
  for parked in "$PARKED"/*.yaml; do
    [ -f "$parked" ] || continue
    parked_name=\${parked##*/}
    if [ -f "$MANIFESTS/$parked_name" ]; then
      run rm -f "$parked"
    else
      say "putting $parked_name back, which an interrupted restart left aside"
      run mv "$parked" "$MANIFESTS/$parked_name"
    fi
  done
}

# restart_pod NAME: starts a static pod anew. The kubelet ends it when its manifest goes, and starts it when that is back.
restart_pod() {
  unpark
  [ -f "$MANIFESTS/$1.yaml" ] || fail "$MANIFESTS/$1.yaml is missing; there is no static pod $1 to restart"
  say "restarting $1"
  if dry_run; then return 0; fi
  mkdir -p "$PARKED"
  mv "$MANIFESTS/$1.yaml" "$PARKED/$1.yaml"
  if ! wait_for "$POD_SECONDS" "the end of $1" container_gone "$1"; then
    unpark
    fail "$1 did not end, its manifest is back; \\\`journalctl --unit kubelet\\\` says why"
  fi
  mv "$PARKED/$1.yaml" "$MANIFESTS/$1.yaml"
  wait_for "$((POD_SECONDS + TRIPOD_PATIENCE))" "the start of $1" container_runs "$1" ||
    fail "$1 did not start; \\\`crictl ps --all --name $1\\\` and \\\`crictl logs\\\` say why"
}
`;
