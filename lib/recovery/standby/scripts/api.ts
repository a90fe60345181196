import { API_PORT } from '../../../hosts';
import type { Host } from '../../../landscape';
import { MANIFESTS, masterScript } from './preamble';

/**
 * The program that opens and closes the API server of one master: by the guard, by the steps of a plan, and at every start
 * of the host. Closed means: no manifest, so that no kubelet starts it, and nobody listens. Controllers and scheduler go
 * with it, so that none of them acts upon what it saw before.
 *
 * \`crictl stop --timeout=0\` kills at once (kubernetes-sigs/cri-tools docs/crictl.md): an API server that is asked to end
 * serves on for seconds. Where containerd hangs, whoever holds the port is killed.
 */
export function apiScript(environment: string, host: Host): string {
  return masterScript({
    what: 'Opens and closes the API server of a master.',
    environment,
    host,
    values: [`side='${environment}'`, `api_server='https://${host.address}:${API_PORT}'`],
    body: BODY,
  });
}

const BODY = `
${MANIFESTS}
epoch_file=$tripod/epoch
# The API server first: it alone takes writes.
pods=(kube-apiserver kube-controller-manager kube-scheduler)
port=\${api_server##*:}

usage() {
  cat <<HELP
Usage: tripod-api COMMAND

Opens and closes the API server of $name, with its controllers and scheduler.

  close      takes their manifests away and kills them, within 3 s; what is
             closed stays so until it is opened, also after a restart
  open       puts the manifests back, where etcd has something to serve
  closed     says whether it is closed: no manifest is left, and nobody listens
  await      waits until the API server is ready
  epoch N    records N as the epoch of this side: its guard opens it in no other
  forget     takes the record away: its guard opens it no more
  status     says "open" or "closed", and the recorded epoch, "-" without one

  -h, --help this text

Environment: KUBERNETES_DIR, ETCD_DATA_DIR, TRIPOD_DIR, and WAIT_SECONDS, the
patience of await (300).
HELP
}

silent() { [[ -z $(ss -Hltn "sport = :$port") ]]; }
closed() { [[ ! -e $manifests/kube-apiserver.yaml ]] && silent; }
ready() {
  curl --silent --fail --noproxy '*' --max-time 3 --cacert "$kubernetes/pki/ca.crt" --output /dev/null "$api_server/readyz"
}

# Half a second each: containerd may hang, and the guard gives three for everything.
kill_container() {
  local ids
  ids=$(timeout 0.5 crictl ps --quiet --name "^$1\\$" 2>/dev/null) || return 0
  # shellcheck disable=SC2086 # ids are words
  [[ -z $ids ]] || timeout 0.5 crictl stop --timeout=0 $ids >/dev/null 2>&1 || true
}

kill_listener() {
  local pids
  pids=$(ss -Hltnp "sport = :$port" | grep -o 'pid=[0-9]*' | cut -d= -f2 | sort -u) || true
  # shellcheck disable=SC2086 # pids are words
  [[ -z $pids ]] || kill -KILL $pids 2>/dev/null || true
}

close() {
  local pod aside tries=0
  mkdir -p "$parked"
  for pod in "\${pods[@]}"; do
    # Of an interrupted restart: the kubelet would put it back at its next start.
    aside=$kubernetes/parked/$pod.yaml
    [[ ! -e $aside ]] || mv -f "$aside" "$parked/$pod.yaml"
    # The one in service is the newer one.
    [[ ! -e $manifests/$pod.yaml ]] || mv -f "$manifests/$pod.yaml" "$parked/$pod.yaml"
  done
  for pod in "\${pods[@]}"; do
    kill_container "$pod"
    # After each, since one that was about to start may have begun to listen only now.
    until silent; do
      ((++tries < 20)) || fail "somebody still listens on port $port; \\\`ss -ltnp\\\` shows who"
      kill_listener
      sleep 0.1
    done
  done
}

open() {
  local pod
  [[ -d $data/member ]] || fail "there is no member of etcd in $data: nothing to serve"
  [[ -e $manifests/etcd.yaml ]] || fail "there is no $manifests/etcd.yaml: start etcd first"
  for pod in "\${pods[@]}"; do
    [[ -e $manifests/$pod.yaml || -e $parked/$pod.yaml ]] || fail "there is no manifest of $pod, neither in $manifests nor in $parked"
  done
  for pod in "\${pods[@]}"; do
    [[ -e $manifests/$pod.yaml ]] || mv "$parked/$pod.yaml" "$manifests/$pod.yaml"
  done
}

epoch() {
  [[ $1 =~ ^[1-9][0-9]{0,17}$ ]] || fail "an epoch is a whole number from 1 on, not '$1'; see --help"
  mkdir -p "$tripod"
  # Beside it first, and on the disk: a reader sees the old or the new, also after a power cut.
  printf '%s\\n' "$1 $side" >"$epoch_file.new"
  sync "$epoch_file.new"
  mv -f "$epoch_file.new" "$epoch_file"
  sync "$tripod"
}

status() {
  local is=open recorded=-
  ! closed || is=closed
  [[ ! -s $epoch_file ]] || read -r recorded _ <"$epoch_file"
  say "$is $recorded"
}

command=\${1:-}
[[ $command == epoch && $# -eq 2 ]] || [[ $# -le 1 ]] || fail "unexpected \${*:2}; see --help"
case $command in
  -h | --help) usage ;;
  close)
    need crictl ss
    close
    ;;
  open) open ;;
  closed) closed || { say "open"; exit 1; } ;;
  await)
    need curl
    await "the API server is ready" ready
    ;;
  epoch) epoch "\${2:-}" ;;
  forget) rm -f "$epoch_file" ;;
  status) status ;;
  '') fail "needs a command; see --help" ;;
  *) fail "unknown command $command; see --help" ;;
esac
`;
