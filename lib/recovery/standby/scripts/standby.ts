import { ENCRYPTION_KEYS } from '../../../hosts';
import type { Host } from '../../../landscape';
import { STANDBY_CONFIG, TAKEN_KEYS } from './paths';
import { MANIFESTS, masterScript } from './preamble';

export interface StandbyScriptProps {
  readonly environment: string;
  readonly host: Host;
  /** Name under which clients reach the API, wherever it is served: part of its certificate. */
  readonly endpoint: string;
  /** Whether Secrets are encrypted by keys that lie on masters. */
  readonly hasKeys: boolean;
}

/** Files that all masters of both sides share, below the folder of certificates. */
export const SHARED_PKI = [
  ...['ca', 'front-proxy-ca', 'etcd/ca'].flatMap((name) => [`${name}.crt`, `${name}.key`]),
  'sa.pub',
  'sa.key',
];

/** Keys that mean nothing elsewhere: they live for seconds or an hour, and are written all the time. */
const VOLATILE = '^/registry/(leases|masterleases|events)/';

/**
 * The program that makes a master which waits, and tells of its etcd. It makes all that kubeadm makes and starts none of it,
 * so that a fail-over needs no kubeadm.
 */
export function standbyScript({ environment, host, endpoint, hasKeys }: StandbyScriptProps): string {
  return masterScript({
    what: 'Makes a master that waits, and tells what its etcd holds.',
    environment,
    host,
    values: [
      `endpoint='${endpoint}'`,
      `shared=(${SHARED_PKI.join(' ')})`,
      `keys_file=\${KEYS_FILE-${hasKeys ? ENCRYPTION_KEYS : ''}}`,
      `config=\${STANDBY_CONFIG:-${STANDBY_CONFIG}}`,
      `taken=\${TAKEN_KEYS:-${TAKEN_KEYS}}`,
      `volatile='${VOLATILE}'`,
    ],
    body: BODY,
  });
}

const BODY = `
${MANIFESTS}
handed=\${HANDED_OVER:-/run/tripod}
pki=$kubernetes/pki
pods=(etcd kube-apiserver kube-controller-manager kube-scheduler)
export ETCDCTL_ENDPOINTS=\${ETCDCTL_ENDPOINTS-https://127.0.0.1:2379}
export ETCDCTL_CACERT=\${ETCDCTL_CACERT-$pki/etcd/ca.crt}
export ETCDCTL_CERT=\${ETCDCTL_CERT-$pki/etcd/healthcheck-client.crt}
export ETCDCTL_KEY=\${ETCDCTL_KEY-$pki/etcd/healthcheck-client.key}

usage() {
  cat <<HELP
Usage: tripod-standby COMMAND

  make           makes all files of a master, and starts none of them: from
                 what "tripod-invite --master" of a serving master handed over.
                 Run it again with a new invitation when a key was exchanged or
                 certificates are about to end
  ready          says everything that a take-over would miss here
  fingerprint    prints the checksum of what all masters of both sides share
  healthy        waits until etcd has a majority
  keys           prints the keys of etcd with the revision of their last change,
                 without those that mean nothing elsewhere
  settle         before the first API server starts: writes the same down, as
                 what a take-over began with, and forgets the API servers of the
                 other place, to which Services would lead for a while
  snapshot       writes a snapshot of etcd with its checksum, as an archive
  rest --suffix SUFFIX
                 stops etcd and everything above it, and puts the data aside, as
                 member.SUFFIX: the master waits
  -h, --help     this text

Environment: KUBERNETES_DIR, ETCD_DATA_DIR, TRIPOD_DIR, ETCDCTL_*, and
WAIT_SECONDS, the patience with each thing that is waited for (300).
HELP
}

runs() { [[ -n $(crictl ps --quiet --name "^$1\\$") ]]; }
gone() {
  local ids
  ids=$(crictl ps --quiet --name "^$1\\$") && [[ -z $ids ]]
}
majority() { etcdctl --command-timeout=3s get health >/dev/null 2>&1; } # a read that needs it
alive() { etcdctl --command-timeout=3s get health --consistency=s >/dev/null 2>&1; }

park() {
  local pod
  mkdir -p "$parked"
  for pod in "\${pods[@]}"; do
    [[ ! -e $manifests/$pod.yaml ]] || mv -f "$manifests/$pod.yaml" "$parked/$pod.yaml"
  done
}

take_shared() {
  local file mode
  for file in "\${shared[@]}"; do
    [[ -s $handed/pki/$file ]] || fail "$handed/pki has no $file; pass on what tripod-invite --master says on a master that serves"
    if [[ -s $pki/$file ]] && ! cmp -s "$handed/pki/$file" "$pki/$file"; then
      fail "$pki/$file is another than that of the masters that serve: this host belongs to another cluster"
    fi
  done
  for file in "\${shared[@]}"; do
    mode=0644
    [[ $file != *.key ]] || mode=0600
    install -D -m "$mode" "$handed/pki/$file" "$pki/$file"
  done
}

# Nobody uses a certificate of a master that waits: one that ends soon is made anew.
drop_ending() {
  local leaf
  for leaf in apiserver apiserver-etcd-client apiserver-kubelet-client front-proxy-client etcd/server etcd/peer etcd/healthcheck-client; do
    [[ -s $pki/$leaf.crt ]] || continue
    openssl x509 -noout -in "$pki/$leaf.crt" -checkend $((180 * 86400)) >/dev/null || rm -f "$pki/$leaf.crt" "$pki/$leaf.key"
  done
  rm -f "$kubernetes"/{admin,super-admin,controller-manager,scheduler,kubelet}.conf "$tripod/joined"
}

make() {
  need kubeadm openssl systemctl tripod-bootstrap
  local phase
  [[ ! -d $data/member ]] || fail "$data has a member of etcd: this master serves, or did; see rest"
  take_shared
  systemctl stop kubelet
  drop_ending
  [[ -z $keys_file ]] || tripod-bootstrap encryption
  for phase in 'certs all' 'kubeconfig all' 'control-plane all' 'etcd local'; do
    # shellcheck disable=SC2086 # two words
    kubeadm init phase $phase --config "$config" >/dev/null || fail "kubeadm init phase $phase failed, see above; mend it, and run this again"
  done
  # Before the kubelet is there that would start them.
  park
  # Members of one snapshot hold the same. Together they would wait for each other's answer for up to 15 s, at the worst
  # moment; what differs later is found after every compaction (CompactHashCheck). An upgrade brings it back.
  sed -i 's/InitialCorruptCheck=true/InitialCorruptCheck=false/' "$parked/etcd.yaml"
  kubeadm init phase kubelet-start --config "$config" >/dev/null || fail "the kubelet did not start; \\\`journalctl --unit kubelet\\\` says why"
  mkdir -p "$tripod"
  echo standby >"$tripod/joined"
  rm -rf "\${handed:?}"/{pki,encryption,discovery.token,discovery-ca.crt,etcd-member}
  say "$name waits"
}

ready() {
  need openssl
  local lacks=() file pod program
  for file in "\${shared[@]/#/$pki/}" "$pki/apiserver.crt" "$pki/etcd/server.crt" "$kubernetes/admin.conf" \${keys_file:+"$keys_file"}; do
    [[ -s $file ]] || lacks+=("$file is missing")
  done
  for pod in "\${pods[@]}"; do
    [[ -e $parked/$pod.yaml ]] || lacks+=("$parked/$pod.yaml is missing")
    [[ ! -e $manifests/$pod.yaml ]] || lacks+=("$pod is in service: $manifests/$pod.yaml")
  done
  [[ ! -d $data/member ]] || lacks+=("$data has a member of etcd: this master does not wait")
  for program in etcdctl etcdutl crictl kubectl curl ss sha256sum; do
    command -v "$program" >/dev/null || lacks+=("the program $program is missing")
  done
  if [[ -s $pki/apiserver.crt && -s $pki/ca.crt ]]; then
    openssl verify -CAfile "$pki/ca.crt" "$pki/apiserver.crt" >/dev/null 2>&1 || lacks+=("$pki/apiserver.crt is not of $pki/ca.crt, or has ended")
    openssl x509 -noout -in "$pki/apiserver.crt" -checkend $((30 * 86400)) >/dev/null || lacks+=("$pki/apiserver.crt ends within 30 days")
    openssl x509 -noout -in "$pki/apiserver.crt" -checkhost "$endpoint" | grep -q 'does match' || lacks+=("$pki/apiserver.crt does not bear the name $endpoint")
  fi
  ((\${#lacks[@]} > 0)) || return 0
  printf "$name: %s\\n" "\${lacks[@]}" >&2
  exit 1
}

fingerprint() {
  local file
  for file in "\${shared[@]/#/$pki/}" \${keys_file:+"$keys_file"}; do
    [[ -s $file ]] || fail "$file is missing"
    sha256sum <"$file"
  done | sha256sum | cut -d' ' -f1
}

# As LC_ALL=C sorts, so that two lists can be joined. No value is read.
keys() {
  etcdctl get / --prefix --keys-only --consistency=s --write-out=fields |
    awk -F' : ' '$1 == "\\"Key\\"" { key = substr($2, 2, length($2) - 2) } $1 == "\\"ModRevision\\"" { print key "\\t" $2 }' |
    grep -Ev "$volatile" | LC_ALL=C sort
}

# Once for what was restored: later the API servers of this place have changed it.
settle() {
  if [[ $taken -nt $data/restored/made-from ]]; then return; fi
  mkdir -p "\${taken%/*}"
  (umask 077 && keys >"$taken.new")
  etcdctl del /registry/masterleases/ --prefix >/dev/null
  mv -f "$taken.new" "$taken"
}

snapshot() {
  local folder
  majority || alive || fail "etcd does not answer here; ask another master, or start it: restore.sh start-etcd"
  mkdir -p "$tripod"
  folder=$(mktemp -d "$tripod/snapshot.XXXXXX")
  # shellcheck disable=SC2064 # its name is known now
  trap "rm -rf '$folder'" EXIT
  etcdctl snapshot save "$folder/etcd.db" >/dev/null 2>&1 || fail "etcd gave no snapshot"
  (cd "$folder" && sha256sum etcd.db >etcd.db.sha256)
  tar -C "$folder" -cf - etcd.db etcd.db.sha256
}

rest() {
  need crictl
  [[ $suffix =~ ^[A-Za-z0-9._-]+$ ]] || fail "rest needs --suffix with letters, digits, dots and dashes; see --help"
  local pod aside=$data/member.$suffix
  [[ ! -d $data/member || ! -e $aside ]] || fail "$aside exists; give another --suffix"
  park
  for pod in "\${pods[@]}"; do await "$pod has stopped" gone "$pod"; done
  [[ ! -d $data/member ]] || mv -T "$data/member" "$aside"
  # Else the next restore would take it for its own.
  rm -rf "$data/restored"
}

command=\${1:-} suffix=
if [[ $command == rest && \${2:-} == --suffix && $# -eq 3 ]]; then
  suffix=$3
elif (($# > 1)); then
  fail "unexpected \${*:2}; see --help"
fi
case $command in
  -h | --help) usage ;;
  make | ready | fingerprint | keys | settle | snapshot | rest) "$command" ;;
  healthy)
    need etcdctl
    await "etcd has a majority" majority
    ;;
  '') fail "needs a command; see --help" ;;
  *) fail "unknown command $command; see --help" ;;
esac
`;
