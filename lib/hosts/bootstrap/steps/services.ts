import { KEEPALIVED_CONFIG, KEEPALIVED_UNIT } from '../../load-balancer/keepalived';
import { KUBELET_UNIT } from '../unpark';

/** Steps `runtime`, `keepalived` and `kubelet`: services that run with what was written for them. */
export const SERVICES = `
# serve UNIT VERB FILE…: a service that is enabled, and has read its files since they changed last, by what VERB says.
serve() {
  unit=$1
  verb=$2
  shift 2
  if ! systemctl is-enabled --quiet "$unit"; then
    say "enabling $unit"
    run systemctl enable --quiet "$unit"
  fi
  state=$(checksum "$@")
  if ! applied "$unit" "$state"; then
    say "$verb of $unit"
    run systemctl "$verb" "$unit"
    dry_run || apply "$unit" "$state"
  elif ! systemctl is-active --quiet "$unit"; then
    say "starting $unit"
    run systemctl start "$unit"
  fi
}

# units NAME FILE: has systemd read its units anew, where this file of one changed.
units() {
  state=$(checksum "$2")
  if ! applied "$1" "$state"; then
    say "reading the units of systemd anew"
    run systemctl daemon-reload
    dry_run || apply "$1" "$state"
  fi
}

# Mirrors below /etc/containerd/certs.d are read at every pull.
step_runtime() {
  serve containerd restart /etc/containerd/config.toml
}

step_keepalived() {
  [ "$TRIPOD_KEEPALIVED" = yes ] || return 0
  units keepalived.unit ${KEEPALIVED_UNIT}
  # To start it anew would move the VIP, and cut every connection through it.
  serve keepalived reload-or-restart ${KEEPALIVED_CONFIG}
}

# kubeadm starts it, once it has a configuration; the host does from then on.
step_kubelet() {
  if is_master; then units kubelet.unit ${KUBELET_UNIT}; fi
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
