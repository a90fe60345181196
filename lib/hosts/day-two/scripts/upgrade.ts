import { PACKAGES } from '../../bootstrap/steps/packages';
import { minorOf, OLDEST_KUBELET } from '../skew';

/** `tripod-upgrade`: from one version to the next, on one host. */
export function upgradeScript(from: string, to: string): string {
  return `#!/bin/sh
# tripod-upgrade COMMAND
# Brings this host from Kubernetes ${from} to ${to}, in the order of the plan: the control plane of every master, then the
# kubelet of every host, drained. Every command may be run again: what is done is left alone, and what was interrupted is
# finished.
#
#   check           whether the upgrade may begin; changes nothing. For the first master
#   control-plane   etcd, API server, controllers and scheduler of this master
#   kubelet         the kubelet of this host, once all API servers are new
#   undo            back to ${from} on the first master, as long as its new API server has not been in service: what that
#                   writes, an older one need not understand. After it only a snapshot leads back

case "\${1:-}" in
  -h | --help)
    sed -n '2,/^$/s/^# \\{0,1\\}//p' "$0"
    exit 0
    ;;
esac

NAME=tripod-upgrade
PATH=/usr/local/sbin:$PATH
. /usr/local/lib/tripod/lib.sh

FROM=${from}
TO=${to}
# What leads back, until the point of no return.
KEPT=/var/lib/tripod/upgrade/$FROM
PATCHES=/etc/kubernetes/patches
# Of the control plane's 4 images, with room to unpack them.
IMAGES_KIB=4194304
# A snapshot older than this, in minutes, loses too much.
FRESH=240

# Minor of the oldest kubelet that ${to} serves.
OLDEST_KUBELET=${minorOf(to) - OLDEST_KUBELET}

# api_is VERSION: whether the manifest asks for that API server.
api_is() {
  grep -qs "image: .*/kube-apiserver:v$1\\(@.*\\)*\\$" "$MANIFESTS/kube-apiserver.yaml"
}

past() {
  [ -e "$KEPT/past" ] || api_is "$TO"
}

${PACKAGES.trim()}
refreshed=no

# exchange PACKAGE VERSION: exactly that one; a locked one is let go for it.
exchange() {
  has apt-get || ! has dnf || run dnf --quiet versionlock delete "$1" >/dev/null 2>&1 || true
  install_package "$1" "$2" "$2"
  hold "$1"
  dry_run || [ "$(version_of "$1")" = "$2" ] || fail "$1 is $(version_of "$1") after its package $2 was installed; remove the one in front of it"
}

kubeadm_to() {
  [ "$(version_of kubeadm)" = "$1" ] || exchange kubeadm "$1"
}

minor() {
  echo "$1" | cut -d. -f2
}

known() {
  api_is "$FROM" || api_is "$TO" || fail "its API server is neither $FROM nor $TO: \\\`upgradeFrom\\\` of the control plane must be what runs"
}

# etcd_of FIELD: what etcd says of itself, etcdserver or etcdcluster. The latter is the oldest of all its members.
etcd_of() {
  curl --silent --fail --noproxy '*' --max-time 5 --cacert "$ETCD_PKI/ca.crt" --cert "$ETCD_PKI/healthcheck-client.crt" \\
    --key "$ETCD_PKI/healthcheck-client.key" "$ETCD_ENDPOINTS/version" | sed "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/"
}

# room FOLDER KIB WHAT
room() {
  mkdir -p "$1"
  free=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
  [ "$free" -gt "$2" ] || fail "$1 has $free KiB free, $3 takes $2; free some"
}

check() {
  [ "$TRIPOD_ROLE" = first-master ] || fail "the checks are made on the first master"
  known
  past && return 0
  api_ready || fail "its API server is not ready; mend that first"
  tripod-restart --check
  tripod-renew --check >/dev/null
  room /var/lib/containerd "$IMAGES_KIB" 'the new images'
  if [ "$TRIPOD_ETCD" = stacked ]; then
    tripod-etcd status >/dev/null
    etcd_old_enough
    # kubeadm keeps a copy of the data of etcd there while it upgrades it.
    room /etc/kubernetes/tmp "$(du -sk /var/lib/etcd | cut -f1)" 'a copy of the data of etcd'
    [ -n "$(find "$KEPT/snapshot.db" -mmin "-$FRESH" 2>/dev/null)" ] ||
      fail "there is no snapshot of the last $((FRESH / 60)) hours; \\\`tripod-etcd save $KEPT/snapshot.db\\\`, and copy it to where this host cannot take it along"
  fi
}

# etcd 3.6 may not start where 3.5 left learners behind, before 3.5.20 surely so
# (etcd-io/website content/en/docs/v3.6/upgrades/upgrade_3_6.md, "Update 3.5").
etcd_old_enough() {
  now=$(etcd_of etcdserver)
  case "$now" in
    3.5.[0-9] | 3.5.1[0-9]) fail "etcd $now may not become 3.6; first go to the last patch of Kubernetes $(echo "$FROM" | cut -d. -f1,2), which brings 3.5.20 or later" ;;
  esac
}

# Copied beside and renamed: half a copy must not count as one. A second run keeps what the first one found.
keep() {
  [ ! -d "$KEPT/manifests" ] || return 0
  say "keeping the manifests in $KEPT"
  if dry_run; then return 0; fi
  mkdir -p "$KEPT"
  chmod 0700 "$KEPT"
  rm -rf "$KEPT/new"
  cp -a "$MANIFESTS" "$KEPT/new"
  [ "$TRIPOD_ETCD" != stacked ] || etcd_of etcdcluster >"$KEPT/etcd-cluster"
  sync
  mv "$KEPT/new" "$KEPT/manifests"
}

# Beside kubeadm, which takes the manifest of the new API server back when that does not get ready; it may have written
# by then. Ends with this script.
note_past() {
  while kill -0 "$$" 2>/dev/null; do
    if api_is "$TO"; then
      touch "$KEPT/past"
      break
    fi
    sleep 0.2
  done
}

lead() {
  check
  keep
  kubeadm_to "$TO"
  say "upgrading the control plane to $TO; the new API server is the point of no return"
  if dry_run; then return 0; fi
  kubeadm upgrade plan "v$TO" >/dev/null || fail "kubeadm finds a reason against it; \\\`kubeadm upgrade plan v$TO\\\` shows it"
  note_past 9>&- &
  watch=$!
  result=0
  kubeadm upgrade apply "v$TO" --yes --patches "$PATCHES" || result=$?
  kill "$watch" 2>/dev/null || true
  wait "$watch" 2>/dev/null || true
  if api_is "$TO"; then touch "$KEPT/past"; fi
  [ "$result" -eq 0 ] || fail "kubeadm broke off; run this again, which goes on, or \\\`tripod-upgrade undo\\\`"
}

follow() {
  known
  api_is "$TO" || tripod-restart --check
  keep
  kubeadm_to "$TO"
  say "upgrading the control plane to $TO"
  if dry_run; then return 0; fi
  kubeadm upgrade node --patches "$PATCHES" || fail "kubeadm broke off; run this again, which goes on"
  api_is "$TO" || fail "the cluster is at $FROM still; upgrade the first master first"
}

control_plane() {
  is_master || fail "has no control plane; run it on a master"
  if [ -e "$KEPT/control-plane" ] && api_is "$TO"; then return 0; fi
  if [ "$TRIPOD_ROLE" = first-master ]; then lead; else follow; fi
  if dry_run; then return 0; fi
  # A member of etcd asks all others at its start, and waits for each that does not answer.
  wait_for "$((POD_SECONDS + TRIPOD_PATIENCE))" 'the API server ready' api_ready || fail "the new API server does not get ready; \\\`crictl logs\\\` says why"
  [ "$TRIPOD_ETCD" != stacked ] || wait_for "$((POD_SECONDS + TRIPOD_PATIENCE))" 'all members of etcd well' tripod-etcd status >/dev/null ||
    fail "see \\\`tripod-etcd status\\\`"
  touch "$KEPT/control-plane"
  say "the control plane of this master is at $TO"
}

# api_version URL: of an API server, by the certificate of the kubelet: it tells nobody without one.
api_version() {
  certificate=/var/lib/kubelet/pki/kubelet-client-current.pem
  curl --silent --fail --noproxy '*' --max-time 5 --cacert /etc/kubernetes/pki/ca.crt --cert "$certificate" --key "$certificate" \\
    "$1/version" | sed -n 's/.*"gitVersion": *"v\\([^"]*\\)".*/\\1/p'
}

# A kubelet must not be newer than any API server that it may reach.
all_new() {
  if is_master; then
    servers=$TRIPOD_API
    for peer in $TRIPOD_PEERS; do servers="$servers https://$peer:6443"; done
  else
    servers=https://$TRIPOD_ENDPOINT
  fi
  for server in $servers; do
    version=$(api_version "$server") || version=
    [ "$version" = "$TO" ] || fail "$server says it is '$version'; a kubelet must not be newer: upgrade the control plane of all masters first"
  done
}

node() {
  now=$(version_of kubelet)
  if [ "$now" = "$TO" ] && [ -e "$KEPT/kubelet" ]; then return 0; fi
  if [ "$(minor "$now")" -lt "$OLDEST_KUBELET" ] || [ "$(minor "$now")" -gt "$(minor "$TO")" ]; then
    fail "its kubelet is $now; $TO takes those from 1.$OLDEST_KUBELET on: upgrade it minor by minor with the older plan"
  fi
  all_new
  kubeadm_to "$TO"
  say "upgrading the kubelet from $now to $TO"
  if dry_run; then return 0; fi
  mkdir -p "$KEPT"
  # On masters that was done with the control plane.
  is_master || kubeadm upgrade node --patches "$PATCHES" || fail "kubeadm broke off; run this again, which goes on"
  [ "$now" = "$TO" ] || exchange kubelet "$TO"
  ! is_master || [ "$(version_of kubectl)" = "$TO" ] || exchange kubectl "$TO"
  systemctl daemon-reload
  systemctl restart kubelet
  wait_for "$POD_SECONDS" 'the kubelet healthy' kubelet_healthy || fail "the new kubelet does not start; \\\`journalctl --unit kubelet\\\` says why"
  touch "$KEPT/kubelet"
  say "the kubelet is at $TO"
}

no_way_back() {
  fail "$1. A minor is not rolled back. Go on with \\\`tripod-upgrade control-plane\\\`; or restore $KEPT/snapshot.db on all masters, with $FROM: all that was written since is lost"
}

undo() {
  [ "$TRIPOD_ROLE" = first-master ] || fail "there is nothing to undo here: a further master is upgraded after the point of no return"
  past && no_way_back "the API server $TO has been in service and may have written what $FROM does not understand"
  if [ ! -d "$KEPT/manifests" ]; then
    say 'nothing was begun'
    return 0
  fi
  if [ "$TRIPOD_ETCD" = stacked ] && ! cmp -s "$KEPT/manifests/etcd.yaml" "$MANIFESTS/etcd.yaml"; then
    # As long as one member is old, the new ones write nothing that it could not read; alone it does at once.
    cluster=$(etcd_of etcdcluster) || cluster=
    [ "$cluster" = "$(cat "$KEPT/etcd-cluster")" ] || { [ -z "$cluster" ] && [ -n "$TRIPOD_PEERS" ]; } ||
      no_way_back "etcd has gone on to \${cluster:-the new minor}"
  fi
  for kept in "$KEPT"/manifests/*.yaml; do
    if write_file "$MANIFESTS/\${kept##*/}" 0600 <"$kept"; then say "put \${kept##*/} back"; fi
  done
  dry_run || wait_for "$((POD_SECONDS + TRIPOD_PATIENCE))" 'the API server ready' api_ready || fail "see \\\`crictl ps --all\\\`"
  kubeadm_to "$FROM"
  run rm -rf "$KEPT/manifests" "$KEPT/etcd-cluster"
  say "this master is at $FROM, as before"
}

command=\${1:-}
[ -n "$command" ] || fail "needs a command; see --help"
[ "$#" -eq 1 ] || fail "unexpected $2; see --help"
case "$command" in
  check)
    check
    say "may go from $FROM to $TO"
    ;;
  control-plane | kubelet | undo)
    only_one
    unpark
    case "$command" in
      control-plane) control_plane ;;
      kubelet) node ;;
      undo) undo ;;
    esac
    ;;
  *) fail "unknown command $command; see --help" ;;
esac
`;
}
