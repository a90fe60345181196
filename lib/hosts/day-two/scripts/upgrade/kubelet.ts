import { API_PORT } from '../../../ports';

/** Part of `tripod-upgrade`: the kubelet of a host, once no API server is older. */
export const UPGRADE_KUBELET = `
# api_version URL: of an API server, by the certificate of the kubelet: it tells nobody without one.
api_version() {
  certificate=/var/lib/kubelet/pki/kubelet-client-current.pem
  curl --silent --fail --noproxy '*' --max-time 5 --cacert /etc/kubernetes/pki/ca.crt --cert "$certificate" --key "$certificate" \\
    "$1/version" | sed -n 's/.*"gitVersion": *"v\\([^"]*\\)".*/\\1/p'
}

# A kubelet must not be newer than any API server that it may reach.
all_new() {
  # Each by itself: the endpoint would only lead to one of them.
  servers=$TRIPOD_API
  for peer in $TRIPOD_PEERS; do servers="$servers https://$peer:${API_PORT}"; done
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
`;
