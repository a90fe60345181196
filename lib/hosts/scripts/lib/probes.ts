import { ETCD_PORTS, KUBELET_HEALTH_PORT } from '../../ports';

/** Part of lib.sh: containers of this host, and what etcd, the API servers and the kubelet say of themselves. */
export const PROBES = `ETCD_PKI=/etc/kubernetes/pki/etcd
ETCD_ENDPOINTS=https://127.0.0.1:${ETCD_PORTS[0]}

# container NAME: id of its running container; nothing where it does not run.
container() {
  crictl ps --quiet --state Running --name "^$1\\$"
}

container_runs() {
  [ -n "$(container "$1")" ]
}

# Asked and answered: while containerd is away, nothing is known to be gone.
container_gone() {
  gone_container=$(container "$1") && [ -z "$gone_container" ]
}

# etcdctl ARGUMENT…: of the running etcd, whose image has it; ETCD_ENDPOINTS says which members are asked.
etcdctl() {
  [ "$TRIPOD_ETCD" = stacked ] || fail "etcd runs on hosts of its own; ask there"
  etcd_container=$(container etcd)
  [ -n "$etcd_container" ] || fail "etcd does not run; \\\`crictl ps --all --name etcd\\\` and \\\`crictl logs\\\` say why"
  crictl exec "$etcd_container" etcdctl --endpoints="$ETCD_ENDPOINTS" --cacert="$ETCD_PKI/ca.crt" \\
    --cert="$ETCD_PKI/healthcheck-client.crt" --key="$ETCD_PKI/healthcheck-client.key" "$@"
}

# ready URL: whether an API server says that it is ready, asked as the load balancers ask.
ready() {
  curl --silent --fail --noproxy '*' --max-time 5 --cacert /etc/kubernetes/pki/ca.crt --output /dev/null "$1$TRIPOD_READY"
}

# api_ready: whether the API server of this host is ready.
api_ready() {
  ready "$TRIPOD_API"
}

# endpoint_ready: whether the cluster is reached by its name, as everyone reaches it.
endpoint_ready() {
  ready "https://$TRIPOD_ENDPOINT"
}

# admin ARGUMENT…: kubectl with all rights, on masters.
admin() {
  kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"
}

kubelet_healthy() {
  curl --silent --fail --noproxy '*' --max-time 5 --output /dev/null http://127.0.0.1:${KUBELET_HEALTH_PORT}/healthz
}

`;
