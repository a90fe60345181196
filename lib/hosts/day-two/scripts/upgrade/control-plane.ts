import { MASTER_CONFIG } from '../../../kubeadm/paths';

/** Part of `tripod-upgrade`: the control plane of a master. The first one decides when there is no way back. */
export const UPGRADE_CONTROL_PLANE = `
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

# teach: kubeadm makes the new manifests from what the cluster keeps of the release that made it. Of that etcd 3.6 would end
# at once: it knows arguments of 3.5 by other names, and takes none under both. So the cluster learns those of this release
# first, at the version that still runs.
teach() {
  if [ ! -s "$KEPT/cluster-configuration" ]; then
    admin get configmap kubeadm-config --namespace=kube-system --output='jsonpath={.data.ClusterConfiguration}' >"$KEPT/cluster-new" ||
      fail "the configuration of the cluster cannot be read; \\\`kubectl --namespace=kube-system get configmap kubeadm-config\\\` says why"
    mv "$KEPT/cluster-new" "$KEPT/cluster-configuration"
  fi
  sed "s/^kubernetesVersion: .*/kubernetesVersion: v$FROM/" ${MASTER_CONFIG} >"$KEPT/target.yaml"
  kubeadm init phase upload-config kubeadm --config "$KEPT/target.yaml" >/dev/null ||
    fail "kubeadm does not take ${MASTER_CONFIG}, see above; nothing was changed"
}

lead() {
  check
  keep
  kubeadm_to "$TO"
  say "upgrading the control plane to $TO; the new API server is the point of no return"
  if dry_run; then return 0; fi
  past || teach
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
`;
