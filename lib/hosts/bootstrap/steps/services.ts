/** Steps `runtime`, `keepalived` and `kubelet`: services that run with what was written for them. */
export const SERVICES = `
# serve UNIT FILE…: a service that is enabled, and was started since its files changed last.
serve() {
  unit=$1
  shift
  if ! systemctl is-enabled --quiet "$unit"; then
    say "enabling $unit"
    run systemctl enable --quiet "$unit"
  fi
  state=$(checksum "$@")
  if ! applied "$unit" "$state"; then
    say "restarting $unit"
    run systemctl restart "$unit"
    dry_run || apply "$unit" "$state"
  elif ! systemctl is-active --quiet "$unit"; then
    say "starting $unit"
    run systemctl start "$unit"
  fi
}

# Mirrors below /etc/containerd/certs.d are read at every pull.
step_runtime() {
  serve containerd /etc/containerd/config.toml
}

step_keepalived() {
  [ "$TRIPOD_KEEPALIVED" = yes ] || return 0
  serve keepalived /etc/keepalived/keepalived.conf
}

# kubeadm starts it, once it has a configuration; the host does from then on.
step_kubelet() {
  if ! systemctl is-enabled --quiet kubelet; then
    say "enabling kubelet"
    run systemctl enable --quiet kubelet
  fi
  if [ -f "$JOINED" ] && ! systemctl is-active --quiet kubelet; then
    say "starting kubelet"
    run systemctl start kubelet
  fi
}
`;
