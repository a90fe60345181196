import { DISCOVERY_CA, DISCOVERY_TOKEN } from '../../kubeadm/discovery';
import { ETCD_DATA } from '../../etcd/paths';
import { KUBEADM_CONFIG, REJOIN_CONFIG } from '../../kubeadm/paths';
import { EVENTS_SCRIPT_PATH } from '../../scripts/paths';
import { CALLS } from './kubeadm';
import { NOBODY_THERE } from './nobody-there';

/** Step `cluster`: `kubeadm init` on the first master, `kubeadm join` everywhere else. */
export const CLUSTER = `${CALLS}${NOBODY_THERE}
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

# put_shared: certificate authorities and keys that all masters share.
put_shared() {
  for file in $(cd "$HANDED/pki" 2>/dev/null && find . -type f); do
    case $file in *.key) mode=0600 ;; *) mode=0644 ;; esac
    write_file "/etc/kubernetes/pki/\${file#./}" "$mode" <"$HANDED/pki/$file"
  done
  [ -f /etc/kubernetes/pki/ca.key ] || fail "$HANDED/pki lacks the certificate authorities; tripod-invite gives them to a master"
}

# A member that comes back without its data has forgotten what it voted for.
no_lost_member() {
  if [ "$TRIPOD_ETCD" != stacked ] || [ -d ${ETCD_DATA}/member ]; then return 0; fi
  if [ "$(cat "$HANDED/etcd-member" 2>/dev/null)" = started ]; then
    fail "etcd has a member for this host, whose data is gone; \\\`tripod-etcd remove $TRIPOD_HOST\\\` on another master, and invite it again"
  fi
}

make_first() {
  [ -f "$STARTED" ] || nobody_there
  start_kubeadm init
  say "making the first master"
  # Before the API server, which waits for it.
  events_etcd new
  call_kubeadm init --config ${KUBEADM_CONFIG} --skip-token-print --ignore-preflight-errors="$ignored" ||
    fail "kubeadm init failed, see above; mend it, and run this again: nothing is made twice"
}

join() {
  if is_master; then
    no_lost_member
    put_shared
  fi
  write_file ${DISCOVERY_CA} 0644 <"$HANDED/discovery-ca.crt"
  # kubeadm takes the token with every byte.
  tr -d '\\n' <"$HANDED/discovery.token" | write_file ${DISCOVERY_TOKEN} 0600
  start_kubeadm join
  [ -z "$ignored" ] || done_phases
  config=${KUBEADM_CONFIG}
  [ "$TRIPOD_ROLE" != first-master ] || config=${REJOIN_CONFIG}
  say "joining the cluster"
  # A host that was there before counts as Ready for up to a minute after its end (node-monitor-grace-period: 50 s).
  patience=$(($(seconds) + 60))
  until call_kubeadm join --config "$config" --ignore-preflight-errors="$ignored" --skip-phases="$phases"; do
    if ! grep -q 'already exists in the cluster' "$LOG" || [ "$(seconds)" -ge "$patience" ]; then
      fail "kubeadm join failed, see above; mend it, invite the host again, and run this again: nothing is made twice"
    fi
    say "its Node of former times still counts as ready; trying again"
    sleep 5
    ignored=$LEFT
  done
}

# events_etcd new|join: this master's member of etcd for events, where events have one of their own.
events_etcd() {
  [ "$TRIPOD_EVENTS_ETCD" = yes ] || return 0
  ${EVENTS_SCRIPT_PATH} "$1"
}

# forget: what was handed over is of no more use here, nor is what kubeadm said.
forget() {
  for path in "$HANDED/discovery.token" "$HANDED/discovery-ca.crt" "$HANDED/etcd-member" "$HANDED/pki" "$HANDED/encryption" \\
    ${DISCOVERY_TOKEN} ${DISCOVERY_CA} "$LOG"; do
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
