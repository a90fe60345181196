import { API_PORT, CONTROLLERS_PORT, ETCD_PORTS, KUBELET_PORT, SCHEDULER_PORT } from '../../ports';

/** What kubeadm itself leaves behind: it finds that there again when it is run anew. */
const LEFT = [
  ...[API_PORT, KUBELET_PORT, CONTROLLERS_PORT, SCHEDULER_PORT, ...ETCD_PORTS].map((port) => `Port-${port}`),
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'].map(
    (pod) => `FileAvailable--etc-kubernetes-manifests-${pod}.yaml`,
  ),
  ...['kubelet.conf', 'bootstrap-kubelet.conf', 'pki-ca.crt'].map((file) => `FileAvailable--etc-kubernetes-${file}`),
  'DirAvailable--var-lib-etcd',
].join(',');

/**
 * Part of step `cluster`: kubeadm, also where it was interrupted.
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
export const CALLS = `
LEFT=${LEFT}

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

# call_kubeadm ARGUMENT…: shows and keeps what it says, for root alone.
call_kubeadm() {
  rm -f "$LOG"
  {
    status=0
    kubeadm "$@" || status=$?
    echo "$status" >"$STATUS"
  } 2>&1 | (umask 077 && tee "$LOG")
  [ "$(cat "$STATUS")" -eq 0 ]
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
    ignored=$LEFT
  fi
  echo "$1" | write_file "$STARTED" 0644
}
`;
