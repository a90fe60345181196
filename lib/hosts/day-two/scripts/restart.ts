import { CHECK } from '../../health';
import { API_PORT, CONTROLLERS_PORT, SCHEDULER_PORT } from '../../ports';
import { hostScript } from '../../scripts/script';

/** Seconds after which every load balancer uses an API server again that is ready, and one for the check that just ran. */
export const SETTLE_SECONDS = CHECK.rise * CHECK.interval + CHECK.timeout;

/** `tripod-restart`: static pods of a master, without a failed request. */
export const RESTART_SCRIPT = hostScript({
  name: 'tripod-restart',
  help: `tripod-restart [--check] [--force] [POD…]
Restarts static pods of this master, one after the other: kube-apiserver where none is named. An API server first says
that it is not ready, and serves until the load balancers have seen it; so no request fails, as long as another one is
ready, without which it refuses; a single master has none to wait for. Done when the pod is well, and the load balancers have seen that too: then the next
master may go. An interrupted restart is finished by the next one.

  --check   only says whether the API server of this master could be restarted now
  --force   also without another one, or without a majority of etcd: clients wait meanwhile. What was not well before
            need not be well after it`,
  body: `
# Seconds after which every load balancer uses a ready API server again.
SETTLE=${SETTLE_SECONDS}

# another_ready: whether the load balancers have another API server to lead to.
another_ready() {
  for peer in $TRIPOD_PEERS; do
    if ready "https://$peer:${API_PORT}"; then return 0; fi
  done
  return 1
}

may_go() {
  [ -z "$force" ] && [ -n "$TRIPOD_PEERS" ] || return 0
  another_ready || fail "no other API server is ready, so requests would fail; mend the others, or use --force"
}

# In a shell of its own: where no etcd runs, that ends.
etcd_well() {
  (etcdctl --command-timeout=5s get health) >/dev/null 2>&1
}

healthz() {
  curl --silent --fail --insecure --noproxy '*' --max-time 5 --output /dev/null "https://127.0.0.1:$1/healthz"
}

# was_well CHECK…: only with --force one goes on that is not, and may lack what the other masters have to give.
was_well() {
  [ -z "$force" ] || "$@"
}

# restarted POD WHAT CHECK…
restarted() {
  pod=$1
  what=$2
  shift 2
  before=yes
  was_well "$@" || before=no
  restart_pod "$pod"
  if [ "$before" = no ]; then
    say "$pod was not well before; going on"
    return 0
  fi
  dry_run || wait_for "$((POD_SECONDS + TRIPOD_PATIENCE))" "$what" "$@" ||
    fail "$pod runs and is not well; \\\`crictl logs\\\` says why"
}

restart() {
  case "$1" in
    kube-apiserver)
      may_go
      restarted "$1" 'the API server ready' api_ready
      ;;
    etcd)
      # The API server of this host knows no other member.
      may_go
      [ -n "$force" ] || tripod-etcd status >/dev/null || fail "etcd is not restarted while a member is not well; mend it first"
      tripod-etcd move-leader || [ -n "$force" ] || fail "etcd is not restarted while its leader has no other to follow it; mend that first, or use --force"
      served=yes
      was_well api_ready || served=no
      restarted "$1" 'the member of this host well' etcd_well
      dry_run || [ "$served" = no ] || wait_for "$((POD_SECONDS + TRIPOD_PATIENCE))" 'the API server ready' api_ready || fail "see \\\`crictl logs\\\` of kube-apiserver"
      ;;
    kube-controller-manager) restarted "$1" 'the controllers well' healthz ${CONTROLLERS_PORT} ;;
    kube-scheduler) restarted "$1" 'the scheduler well' healthz ${SCHEDULER_PORT} ;;
    *) restart_pod "$1" ;;
  esac
  dry_run || sleep "$SETTLE"
}

force=
check=
pods=
for argument; do
  case "$argument" in
    --force) force=yes ;;
    --check) check=yes ;;
    -*) fail "unknown option $argument; see --help" ;;
    *) pods="$pods $argument" ;;
  esac
done
is_master || fail "has no static pods; run it on a master"
if [ -n "$check" ]; then
  may_go
  exit 0
fi
only_one
# One that stands still is mended first, whatever is to be restarted: it may be what the checks ask for.
unpark
for pod in \${pods:-kube-apiserver}; do restart "$pod"; done
`,
});
