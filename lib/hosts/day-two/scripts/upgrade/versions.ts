import { PACKAGE_FUNCTIONS } from '../../../scripts/packages';

/** Part of `tripod-upgrade`: which version is there, and how another one comes. */
export const UPGRADE_VERSIONS = `
past() {
  [ -e "$KEPT/past" ] || api_is "$TO"
}

${PACKAGE_FUNCTIONS}
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
`;
