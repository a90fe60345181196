import { MASTER_CONFIG } from '../../kubeadm/paths';
import { HANDED_OVER, STATE } from '../../scripts/paths';
import { hostScript } from '../../scripts/script';
import { SETTLE_SECONDS } from './restart';

/** `tripod-reconfigure`: a change of the cluster reaches the masters that are there already. */
export const RECONFIGURE_SCRIPT = hostScript({
  name: 'tripod-reconfigure',
  help: `tripod-reconfigure [--check] [--force]
Brings this master to what ${MASTER_CONFIG} says, which is part of its files: names and addresses
in the certificate of the API server, and arguments of the API server, the controllers and the scheduler. Run it on one
master after the other, after a master, a VIP or a name came or went. What is right already is left alone. etcd is not
touched: it has its members from itself. A version is not changed by it: that is an upgrade.

  --check   only says whether the files are of the version that runs
  --force   also without another API server that is ready: clients wait meanwhile`,
  body: `
CONFIG=${MASTER_CONFIG}
PKI=/etc/kubernetes/pki
# There as long as an API server has not been started with its certificate.
PENDING=${STATE}/names-pending

force=
check=
for argument; do
  case "$argument" in
    --check) check=yes ;;
    --force) force=--force ;;
    *) fail "unexpected $argument; see --help" ;;
  esac
done

# missing: names and addresses of the file that the certificate lacks. kubeadm uses one that is there without a look.
missing() {
  wanted=$(awk '$1 == "certSANs:" { inside = 1; next } inside && $1 != "-" { exit } inside { print $2 }' "$CONFIG" | tr -d "\\"'")
  for name in $wanted; do
    case $name in *[!0-9.]*) kind=-checkhost ;; *) kind=-checkip ;; esac
    case $name in *:*) kind=-checkip ;; esac
    openssl x509 -noout -in "$PKI/apiserver.crt" "$kind" "$name" | grep -q 'does match' || echo "$name"
  done
}

# certificate: makes that of the API server anew where it lacks a name. One name too many stays until it is renewed.
certificate() {
  has openssl || fail "openssl is missing, which tells the names of a certificate; install its package"
  lacks=$(missing)
  if [ -z "$lacks" ]; then return 0; fi
  [ -f "$PKI/ca.key" ] || fail "$PKI/ca.key is missing; a certificate cannot be made here"
  say "making the certificate of the API server anew, for $(echo "$lacks" | paste -sd ' ' -)"
  if dry_run; then return 0; fi
  cp "$PKI/ca.crt" "$PKI/ca.key" "$folder"
  # kubeadm takes no flag for the folder beside a configuration.
  awk -v folder="$folder" '{ print } $0 == "kind: ClusterConfiguration" { print "certificatesDir: " folder }' "$CONFIG" >"$folder/certificates"
  kubeadm init phase certs apiserver --config "$folder/certificates" >/dev/null || fail "kubeadm could not make it, see above; $CONFIG is wrong"
  mkdir -p "\${PENDING%/*}"
  touch "$PENDING"
  write_file "$PKI/apiserver.key" 0600 <"$folder/apiserver.key"
  write_file "$PKI/apiserver.crt" 0644 <"$folder/apiserver.crt"
}

restarted() {
  now=$(container "$1") && [ -n "$now" ] && [ "$now" != "$2" ] && { [ "$1" != kube-apiserver ] || api_ready; }
}

# pod PHASE NAME: its manifest as kubeadm would write it today. The kubelet starts it anew when that changes.
pod() {
  KUBEADM_INIT_DRYRUN_DIR=$folder kubeadm init phase control-plane "$1" --config "$CONFIG" --dry-run >/dev/null ||
    fail "kubeadm could not make the manifest of $2; \\\`kubeadm init phase control-plane $1 --config $CONFIG --dry-run\\\` says why"
  if cmp -s "$folder/$2.yaml" "$MANIFESTS/$2.yaml"; then return 0; fi
  # shellcheck disable=SC2086 # one option, or none
  [ "$2" != kube-apiserver ] || tripod-restart --check $force
  say "changing the arguments of $2"
  before=$(container "$2")
  write_file "$MANIFESTS/$2.yaml" 0600 <"$folder/$2.yaml"
  dry_run || wait_for "$((POD_SECONDS + TRIPOD_PATIENCE))" "$2 well with its new arguments" restarted "$2" "$before" ||
    fail "$2 does not get well; \\\`crictl ps --all --name $2\\\` and \\\`crictl logs\\\` say why"
  [ "$2" != kube-apiserver ] || dry_run || { rm -f "$PENDING"; sleep ${SETTLE_SECONDS}; }
}

is_master || fail "has no control plane; run it on a master"
if [ -z "$check" ]; then
  only_one
  unpark
fi
api_is "$TRIPOD_KUBERNETES" ||
  fail "the files here are those of Kubernetes $TRIPOD_KUBERNETES, and its API server is another one; put the files of the version that runs here, or upgrade as the plan has it"
[ -z "$check" ] || exit 0
umask 077
folder=$(mktemp -d ${HANDED_OVER}/reconfigure.XXXXXX)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
certificate
pod apiserver kube-apiserver
pod controller-manager kube-controller-manager
pod scheduler kube-scheduler
if [ -e "$PENDING" ]; then
  # shellcheck disable=SC2086 # one option, or none
  tripod-restart $force kube-apiserver
  rm -f "$PENDING"
fi
`,
});
