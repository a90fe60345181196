import { DISCOVERY_CA, DISCOVERY_TOKEN } from '../../kubeadm/discovery';
import { EVENTS_SCRIPT_PATH } from '../../etcd/events-script';
import { REJOIN_PATH } from '../../kubeadm/join';

/** What kubeadm itself leaves behind: it finds that there again when it is run anew. */
const LEFT = [
  ...[6443, 10250, 10257, 10259, 2379, 2380].map((port) => `Port-${port}`),
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'].map(
    (pod) => `FileAvailable--etc-kubernetes-manifests-${pod}.yaml`,
  ),
  ...['kubelet.conf', 'bootstrap-kubelet.conf', 'pki-ca.crt'].map((file) => `FileAvailable--etc-kubernetes-${file}`),
  'DirAvailable--var-lib-etcd',
].join(',');

/**
 * Step `cluster`: `kubeadm init` on the first master, `kubeadm join` everywhere else.
 *
 * One that was interrupted is run again, and nothing is deleted: every phase takes what it made before (kubernetes/kubernetes
 * cmd/kubeadm/app/phases/certs/certs.go and kubeconfig/kubeconfig.go@v1.34.4, "Using the existing"). Not after
 * `kubeadm reset`: before the Node exists it leaves the member in etcd and yet deletes its data
 * (cmd/kubeadm/app/cmd/phases/reset/removeetcdmember.go@v1.34.4), and a member that forgot its votes may lose writes.
 *
 * Two phases of a join are not repeated. `kubelet-start` refuses a Node that is Ready, also if it is this host, and
 * `etcd-join` wants to promote a member that votes already, and fails after two minutes (cmd/kubeadm/app/util/etcd/etcd.go@v1.34.4,
 * MemberPromote).
 */
export const CLUSTER = `
invited() {
  [ -s "$HANDED/discovery.token" ] && [ -s "$HANDED/discovery-ca.crt" ]
}

# The first master is made from nothing, unless it is invited: then it comes back into a cluster that lives.
first_of_all() {
  [ "$TRIPOD_ROLE" = first-master ] && ! invited
}

wait_for_invitation() {
  say "prepared. It joins when a master has invited it: pass what tripod-invite says there to \\\`tar -C $HANDED -xf -\\\` here, and run this again"
  exit 3
}

member() {
  [ -f "$JOINED" ] && [ -f "$KUBELET_CONF" ]
}

healthy_member() {
  kubelet_healthy || return 1
  ! is_master || api_ready
}

# recognise: a host that kubeadm made a member without this script is one.
recognise() {
  if [ -f "$JOINED" ] || [ -f "$STARTED" ] || [ ! -f "$KUBELET_CONF" ]; then return 0; fi
  healthy_member ||
    fail "$KUBELET_CONF is there, but this host is no healthy member of a cluster, and this script did not make it one; mend it, or \\\`kubeadm reset\\\` where it holds nothing"
  say "is a member already"
  dry_run || echo recognised | write_file "$JOINED" 0644
}

# Another cluster under the same name would be a disaster, and the first master may only be new because it lost its disk.
nobody_there() {
  for address in "$TRIPOD_ENDPOINT" $TRIPOD_PEERS; do
    case $address in *:*) ;; *) address=$address:6443 ;; esac
    if curl --silent --insecure --noproxy '*' --max-time 3 --output /dev/null "https://$address/readyz"; then
      fail "an API server answers on $address: the cluster is there, and this host must join it; hand over what tripod-invite says on another master"
    fi
  done
}

# tidy: takes away what an interrupted kubeadm wrote in part and never used. It stumbles over a key without its certificate,
# and does not even notice a certificate without its key; what is missing altogether it makes anew.
tidy() {
  find /etc/kubernetes -maxdepth 1 -name '*.conf' -size 0 -exec rm -f {} +
  if ! is_master || [ ! -d /etc/kubernetes/pki ]; then return 0; fi
  find /etc/kubernetes/pki -type f -size 0 -exec rm -f {} +
  for file in /etc/kubernetes/pki/*.* /etc/kubernetes/pki/etcd/*.*; do
    case $file in
      */sa.key) other=\${file%.key}.pub ;;
      *.key) other=\${file%.key}.crt ;;
      *.crt) other=\${file%.crt}.key ;;
      *) continue ;;
    esac
    if [ -f "$file" ] && [ ! -f "$other" ]; then rm -f "$file"; fi
  done
}

# call_kubeadm ARGUMENT…: shows and keeps what it says.
call_kubeadm() {
  {
    status=0
    kubeadm "$@" || status=$?
    echo "$status" >"$STATUS"
  } 2>&1 | tee "$LOG"
  [ "$(cat "$STATUS")" -eq 0 ]
}

# put_shared: authorities and keys that all masters share.
put_shared() {
  for file in $(cd "$HANDED/pki" 2>/dev/null && find . -type f); do
    case $file in *.key) mode=0600 ;; *) mode=0644 ;; esac
    write_file "/etc/kubernetes/pki/\${file#./}" "$mode" <"$HANDED/pki/$file" || true
  done
  [ -f /etc/kubernetes/pki/ca.key ] || fail "$HANDED/pki lacks the authorities; tripod-invite gives them to a master"
}

# A member that comes back without its data has forgotten what it voted for.
no_lost_member() {
  if [ "$TRIPOD_ETCD" != stacked ] || [ -d /var/lib/etcd/member ]; then return 0; fi
  if [ "$(cat "$HANDED/etcd-member" 2>/dev/null)" = started ]; then
    fail "etcd has a member for this host, whose data is gone; \\\`tripod-etcd remove $TRIPOD_HOST\\\` on another master, and invite it again"
  fi
}

votes() {
  etcdctl endpoint status --write-out=fields | grep -q '"IsLearner" : false'
}

# done_phases: phases of an interrupted join that must not be repeated.
done_phases() {
  phases=
  [ ! -f "$KUBELET_CONF" ] || phases=kubelet-start
  if is_master && [ "$TRIPOD_ETCD" = stacked ] && [ -f "$MANIFESTS/etcd.yaml" ]; then
    wait_for "$TRIPOD_PATIENCE" "the start of etcd" container_runs etcd || true
    if container_runs etcd && votes; then phases="$phases\${phases:+,}etcd-join"; fi
  fi
}

start_kubeadm() {
  ignored=
  phases=
  if [ -f "$STARTED" ]; then
    say "finishing what was interrupted"
    unpark
    tidy
    ignored=${LEFT}
  fi
  echo "$1" | write_file "$STARTED" 0644 || true
}

make_first() {
  [ -f "$STARTED" ] || nobody_there
  start_kubeadm init
  say "making the first master"
  # Before the API server, which waits for it.
  events_etcd new
  call_kubeadm init --config /etc/kubernetes/kubeadm.yaml --ignore-preflight-errors="$ignored" ||
    fail "kubeadm init failed, see above; mend it, and run this again: nothing is made twice"
}

join() {
  if is_master; then
    no_lost_member
    put_shared
  fi
  write_file ${DISCOVERY_CA} 0644 <"$HANDED/discovery-ca.crt" || true
  # kubeadm takes the token with every byte.
  tr -d '\\n' <"$HANDED/discovery.token" | write_file ${DISCOVERY_TOKEN} 0600 || true
  start_kubeadm join
  [ -z "$ignored" ] || done_phases
  config=/etc/kubernetes/kubeadm.yaml
  [ "$TRIPOD_ROLE" != first-master ] || config=${REJOIN_PATH}
  say "joining the cluster"
  # A host that was there before counts as Ready for up to a minute after its end (node-monitor-grace-period: 50 s).
  patience=$(($(seconds) + 60))
  until call_kubeadm join --config "$config" --ignore-preflight-errors="$ignored" --skip-phases="$phases"; do
    if ! grep -q 'already exists in the cluster' "$LOG" || [ "$(seconds)" -ge "$patience" ]; then
      fail "kubeadm join failed, see above; mend it, invite the host again, and run this again: nothing is made twice"
    fi
    say "its Node of former times still counts as ready; trying again"
    sleep 5
    ignored=${LEFT}
  done
}

# events_etcd new|join: this master's member of etcd for events, where events have one of their own.
events_etcd() {
  [ "$TRIPOD_EVENTS_ETCD" = yes ] || return 0
  ${EVENTS_SCRIPT_PATH} "$1"
}

# forget: what was handed over is of no more use here.
forget() {
  for path in "$HANDED/discovery.token" "$HANDED/discovery-ca.crt" "$HANDED/etcd-member" "$HANDED/pki" "$HANDED/encryption" \\
    ${DISCOVERY_TOKEN} ${DISCOVERY_CA}; do
    [ ! -e "$path" ] || run rm -rf "$path"
  done
}

step_cluster() {
  if ! member; then
    if [ -f "$JOINED" ]; then
      say "was a member, and was reset since then"
      run rm -f "$JOINED" "$STARTED"
    fi
    if dry_run; then
      if first_of_all; then say "would run kubeadm init"; else say "would run kubeadm join, once invited"; fi
      return 0
    fi
    if first_of_all; then
      make_first
    else
      invited || wait_for_invitation
      join
      events_etcd join
    fi
    echo "$TRIPOD_KUBERNETES" | write_file "$JOINED" 0644
  fi
  forget
}
`;
