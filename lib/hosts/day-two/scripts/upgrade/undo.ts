/** Part of `tripod-upgrade`: back to the version before, while nothing was written that it would not understand. */
export const UPGRADE_UNDO = `
no_way_back() {
  fail "$1. A minor is not rolled back. Go on with \\\`tripod-upgrade control-plane\\\`; or restore $KEPT/snapshot.db on all masters, with $FROM: all that was written since is lost"
}

# forget_release: who joins again does so with the arguments of the version that runs.
forget_release() {
  admin create configmap kubeadm-config --namespace=kube-system --from-file=ClusterConfiguration="$KEPT/cluster-configuration" \\
    --dry-run=client --output=yaml | admin replace --filename=- >/dev/null ||
    fail "the configuration of the cluster is still that of $TO; run this again"
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
    write_file "$MANIFESTS/\${kept##*/}" 0600 "put \${kept##*/} back" <"$kept"
  done
  dry_run || wait_for "$((POD_SECONDS + TRIPOD_PATIENCE))" 'the API server ready' api_ready || fail "see \\\`crictl ps --all\\\`"
  if [ -s "$KEPT/cluster-configuration" ]; then run forget_release; fi
  kubeadm_to "$FROM"
  run rm -rf "$KEPT/manifests" "$KEPT/etcd-cluster" "$KEPT/cluster-configuration" "$KEPT/target.yaml"
  say "this master is at $FROM, as before"
}
`;
