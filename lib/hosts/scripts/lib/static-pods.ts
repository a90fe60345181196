/** Part of lib.sh: static pods of a master, whose manifests the kubelet follows. */
export const STATIC_PODS = `MANIFESTS=/etc/kubernetes/manifests
# Beside the manifests: to move a file inside one file system is atomic.
PARKED=/etc/kubernetes/parked
# Seconds for the kubelet to notice a change of the manifests (20, fileCheckFrequency) and for a pod to end (30) or start.
POD_SECONDS=120

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

# api_is VERSION: whether the manifest asks for that API server.
api_is() {
  grep -qs "image: .*/kube-apiserver:v$1\\(@.*\\)*\\$" "$MANIFESTS/kube-apiserver.yaml"
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
