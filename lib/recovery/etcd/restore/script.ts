/** A member of etcd, as kubeadm names it. */
export interface Member {
  /** Name of the node. */
  readonly name: string;
  readonly peerUrl: string;
}

export interface RestoreScriptProps {
  readonly environment: string;
  /** The member whose host the script is for. */
  readonly member: Member;
  /** All members, also this one. */
  readonly members: readonly Member[];
  /** Address of the API server of this host. */
  readonly apiServer: string;
}

/**
 * The program that restores etcd on one master. It works in steps, so that all masters can be kept at the same step;
 * every step may be run again, and looks before it changes anything.
 *
 * A billion revisions cover a week of 1,500 writes a second (etcd-io/website content/en/docs/v3.6/op-guide/recovery.md);
 * with both flags clients that watch are told to list again. Verified before anything stops: `snapshot status` would
 * accept flipped bytes. The checksum is part of the cluster's token, so that members of different snapshots never meet.
 */
export function restoreScript({ environment, member, members, apiServer }: RestoreScriptProps): string {
  const initialCluster = members.map(({ name, peerUrl }) => `${name}=${peerUrl}`).join(',');
  return `#!/usr/bin/env bash
# Restores the etcd member of ${member.name} in ${environment} from a snapshot. Try --help.
set -euo pipefail

name='${member.name}'
peer_url='${member.peerUrl}'
initial_cluster='${initialCluster}'
api_server='${apiServer}'
${BODY}`;
}

const BODY = `
# As kubeadm lays it out; the environment may say otherwise.
data=\${ETCD_DATA_DIR:-/var/lib/etcd}
manifests=\${MANIFESTS_DIR:-/etc/kubernetes/manifests}
parked=\${PARKED_DIR:-/etc/kubernetes/restore/parked}
patience=\${WAIT_SECONDS:-300}
export KUBECONFIG=\${KUBECONFIG:-/etc/kubernetes/admin.conf}
export ETCDCTL_ENDPOINTS=\${ETCDCTL_ENDPOINTS-https://127.0.0.1:2379}
export ETCDCTL_CACERT=\${ETCDCTL_CACERT-/etc/kubernetes/pki/etcd/ca.crt}
export ETCDCTL_CERT=\${ETCDCTL_CERT-/etc/kubernetes/pki/etcd/healthcheck-client.crt}
export ETCDCTL_KEY=\${ETCDCTL_KEY-/etc/kubernetes/pki/etcd/healthcheck-client.key}

# What writes to etcd, and what acts upon what it reads there.
writers=(kube-apiserver kube-controller-manager kube-scheduler)
# Inside the data folder, which may be a disk of its own: what is renamed there is not copied.
staged=$data/restored
# Which snapshot and token the staged member was made from. It outlives the swap.
marker=$staged/made-from

usage() {
  cat <<HELP
Usage: restore.sh COMMAND [--dry-run]

Restores the etcd member of $name. Run each command on every master before the
next one is run on any. A command that failed may be run again.

  prepare SNAPSHOT --token TOKEN
                 checks SNAPSHOT against SNAPSHOT.sha256 and makes a member of
                 it beside the present one. Nothing is stopped; whatever is
                 wrong with the snapshot is found here. TOKEN: the same word on
                 all masters, never used before.
  stop           takes kube-apiserver, kube-controller-manager and
                 kube-scheduler out of service
  swap [--suffix SUFFIX]
                 stops etcd, renames the present member to member.SUFFIX and
                 puts the prepared one in its place. Default: the time, UTC
  start-etcd     puts etcd back into service
  start-api      waits until etcd has a majority, then puts back what "stop" took

  --dry-run      says what would be done, and changes nothing
  -h, --help     this text

Before "swap", start-etcd and start-api undo "stop". After it, stop etcd by
moving its manifest out of $manifests, rename
member.SUFFIX to member in $data on every master, and start both.

Environment: ETCD_DATA_DIR, MANIFESTS_DIR, PARKED_DIR, KUBECONFIG, ETCDCTL_*,
and WAIT_SECONDS, the patience with each thing that is waited for (300).
HELP
}

say() { printf '%s\\n' "$*"; }
fail() {
  printf 'restore.sh on %s: %s\\n' "$name" "$*" >&2
  exit 1
}

# A condition that does not hold: a dry run says so and goes on.
refuse() {
  [[ $dry_run ]] || fail "$*"
  say "would refuse here: $*"
}

change() {
  local line
  line=$(printf ' %q' "$@")
  if [[ $dry_run ]]; then
    say "would run:$line"
  else
    say "+$line"
    "$@"
  fi
}

# await WHAT COMMAND...: asks every second until the command succeeds.
await() {
  local what=$1 end=$((SECONDS + patience))
  shift
  if [[ $dry_run ]]; then
    say "would wait until $what"
    return
  fi
  say "waiting until $what"
  until "$@"; do
    ((SECONDS < end)) || fail "gave up after $patience s of waiting until $what"
    sleep 1
  done
}

need() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || fail "needs the program $program, which is not in the search path"
  done
}

running() {
  local ids
  ids=$(crictl ps --quiet --name "^$1\\$") || fail "crictl cannot tell whether $1 runs"
  [[ -n $ids ]]
}
stopped() { ! running "$1"; }
healthy() { etcdctl --command-timeout=3s get health >/dev/null 2>&1; } # a read that needs the majority
ready() { kubectl --server="$api_server" --request-timeout=3s get --raw=/readyz >/dev/null 2>&1; }

# A static pod is out of service while its manifest is elsewhere.
park() {
  local from=$manifests/$1.yaml to=$parked/$1.yaml
  if [[ -e $from && -e $to ]]; then
    refuse "both $from and $to exist; remove the wrong one"
  elif [[ -e $from ]]; then
    change mkdir -p "$parked"
    change mv "$from" "$to"
  elif [[ -e $to ]]; then
    say "$1 is parked already"
  else
    refuse "there is no $from: is this a master made by kubeadm?"
  fi
}

unpark() {
  local from=$parked/$1.yaml to=$manifests/$1.yaml
  if [[ -e $from && -e $to ]]; then
    refuse "both $from and $to exist; remove the wrong one"
  elif [[ -e $from ]]; then
    change mv "$from" "$to"
  elif [[ -e $to ]]; then
    say "$1 is in its place already"
  else
    refuse "there is neither $from nor $to"
  fi
}

prepare() {
  need etcdutl sha256sum
  [[ -n $snapshot ]] || fail "prepare needs the file of a snapshot; see --help"
  [[ $token =~ ^[A-Za-z0-9._-]+$ ]] || fail "prepare needs --token with letters, digits, dots and dashes; see --help"
  [[ -r $snapshot ]] || fail "cannot read $snapshot"
  [[ -r $snapshot.sha256 ]] || fail "cannot read $snapshot.sha256: a snapshot is not used without its checksum"
  local want got made_from
  read -r want _ <"$snapshot.sha256" || true
  got=$(sha256sum <"$snapshot")
  got=\${got%% *}
  [[ $got == "$want" ]] || fail "$snapshot is damaged: its sha256 is $got, $snapshot.sha256 says $want"
  say "the sha256 of $snapshot is right: $got"

  made_from="$got $token"
  if [[ -d $staged/member && -e $marker && $(<"$marker") == "$made_from" ]]; then
    say "prepared already"
    return
  fi
  [[ -d $data ]] || change mkdir -p -m 0700 "$data"
  change rm -rf "$staged"
  if ! change etcdutl snapshot restore "$snapshot" --data-dir "$staged" --name "$name" \\
    --initial-cluster "$initial_cluster" --initial-advertise-peer-urls "$peer_url" \\
    --initial-cluster-token "$token-\${got:0:12}" --bump-revision 1000000000 --mark-compacted; then
    change rm -rf "$staged"
    fail "$snapshot cannot be restored; nothing was stopped, and etcd is as it was"
  fi
  if [[ $dry_run ]]; then
    return
  fi
  say "$made_from" >"$marker"
  say "prepared: $made_from"
}

stop() {
  need crictl
  [[ -d $staged/member && -e $marker ]] || refuse "nothing is prepared on this host; run prepare first"
  local pod
  for pod in "\${writers[@]}"; do park "$pod"; done
  for pod in "\${writers[@]}"; do await "$pod has stopped" stopped "$pod"; done
}

swap() {
  need crictl
  [[ -e $marker ]] || refuse "nothing is prepared on this host; run prepare first"
  if [[ -e $marker && ! -d $staged/member ]]; then
    say "swapped already"
    return
  fi
  local pod aside=$data/member.$suffix
  for pod in "\${writers[@]}"; do
    if [[ -e $manifests/$pod.yaml ]] || running "$pod"; then
      refuse "$pod is in service; run stop first, on every master"
    fi
  done
  [[ ! -e $aside ]] || refuse "$aside exists; give another --suffix"
  park etcd
  await "etcd has stopped" stopped etcd
  # Gone already where an earlier run was broken off between the two.
  if [[ -e $data/member ]]; then
    change mv -T "$data/member" "$aside"
  fi
  change mv -T "$staged/member" "$data/member"
}

start_etcd() {
  need crictl
  unpark etcd
  await "etcd runs" running etcd
}

start_api() {
  need etcdctl kubectl
  await "etcd has a majority" healthy
  local pod
  for pod in "\${writers[@]}"; do unpark "$pod"; done
  await "the API server is ready" ready
  say "Next, once every master is here: restart whatever watches the API, as the plan says."
}

command='' snapshot='' token='' suffix='' dry_run=''
while (($#)); do
  case $1 in
    -h | --help)
      usage
      exit
      ;;
    --dry-run) dry_run=yes ;;
    --token | --suffix)
      (($# > 1)) || fail "$1 needs a value; see --help"
      if [[ $1 == --token ]]; then token=$2; else suffix=$2; fi
      shift
      ;;
    -*) fail "unknown option $1; see --help" ;;
    *)
      if [[ -z $command ]]; then
        command=$1
      elif [[ $command == prepare && -z $snapshot ]]; then
        snapshot=$1
      else
        fail "unexpected $1; see --help"
      fi
      ;;
  esac
  shift
done
suffix=\${suffix:-$(date -u +%Y%m%dT%H%M%SZ)}
[[ $suffix =~ ^[A-Za-z0-9._-]+$ ]] || fail "--suffix takes letters, digits, dots and dashes"

case $command in
  prepare) prepare ;;
  stop) stop ;;
  swap) swap ;;
  start-etcd) start_etcd ;;
  start-api) start_api ;;
  '') fail "needs a command; see --help" ;;
  *) fail "unknown command $command; see --help" ;;
esac
`;
