import { ENCRYPTION_KEYS } from '../encryption/configuration';
import { ETCD_PORTS } from '../ports';
import { HANDED_OVER } from '../scripts/paths';
import { hostScript } from '../scripts/script';

const [, PEER_PORT] = ETCD_PORTS;

/** Certificate authorities and keys that all masters share; kubeadm makes the rest on each. */
const SHARED = ['ca', 'front-proxy-ca', 'etcd/ca'].flatMap((name) => [`pki/${name}.crt`, `pki/${name}.key`]);
const SERVICE_ACCOUNTS = ['pki/sa.pub', 'pki/sa.key'];

/** Run on a master: says what another host needs to join, which so passes from host to host and is stored nowhere else. */
export const INVITE_SCRIPT = hostScript({
  name: 'tripod-invite',
  help: `tripod-invite [--master [ADDRESS]]
Writes what a host needs to join the cluster, as an archive: a token that ends after half an hour and the certificate
authority of the cluster; for a master of that address (else read from the standard input) also the certificate
authorities and keys that masters share. Run as root on a master.
  tripod-invite --master 10.0.0.3 | ssh root@10.0.0.3 'mkdir -p ${HANDED_OVER} && tar -C ${HANDED_OVER} -xf -'`,
  body: `
master=no
address=
for argument; do
  case $argument in
    --master) master=yes ;;
    -*) echo "$NAME: unknown option $argument; there are --master and --help" >&2; exit 2 ;;
    *) address=$argument ;;
  esac
done

if [ "$master" = yes ] && [ -z "$address" ]; then read -r address || fail "name the address of the master that joins"; fi
[ "$(id -u)" -eq 0 ] || fail "must be run as root; use sudo"
api_ready || fail "the API server of this master is not ready; invite from another one"

umask 077
mkdir -p ${HANDED_OVER}
folder=$(mktemp -d ${HANDED_OVER}/invitation.XXXXXX)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

# etcd_member LIST: whether the address has a member in etcd, and whether that ever ran.
etcd_member() {
  printf '%s\\n' "$1" | while IFS=, read -r _ status _ peers _; do
    case "$peers" in *"//$address:${PEER_PORT}") echo "\${status# }" ;; esac
  done
}

token=$(kubeadm token create --ttl 30m)
printf '%s' "$token" >"$folder/discovery.token"
cp /etc/kubernetes/pki/ca.crt "$folder/discovery-ca.crt"
if [ "$master" = yes ]; then
  if [ "$TRIPOD_ETCD" = stacked ]; then
    members=$(etcdctl member list --write-out=simple)
    etcd_member "$members" >"$folder/etcd-member"
    (cd /etc/kubernetes && tar -cf - ${[...SHARED, ...SERVICE_ACCOUNTS].join(' ')}) | tar -C "$folder" -xpf -
  else
    (cd /etc/kubernetes && tar -cf - ${[...SHARED.filter((file) => !file.includes('etcd')), ...SERVICE_ACCOUNTS].join(' ')} pki/external-etcd) |
      tar -C "$folder" -xpf -
  fi
  if [ "$TRIPOD_ENCRYPTION" = secretbox ]; then
    mkdir "$folder/encryption"
    cp ${ENCRYPTION_KEYS} "$folder/encryption/keys"
  fi
fi
tar -C "$folder" -cf - .
`,
});
