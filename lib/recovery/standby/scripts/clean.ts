import { API_PORT } from '../../../hosts';
import type { Host } from '../../../landscape';
import { masterScript } from './preamble';
import { refusal } from './refusal';

export interface CleanScriptProps {
  readonly environment: string;
  readonly host: Host;
  /** All hosts of this side: what belongs to none of them belongs to the other place. */
  readonly own: readonly Host[];
  /** Hosts of the other side, which stay out until it is their turn again. */
  readonly others: readonly Host[];
}

/**
 * The program that takes out of a cluster what belongs to the place that it came from. Everything in it came from there,
 * so that whatever is on no host of this side goes. Every command may be run again, and deletes only what it should.
 */
export function cleanScript({ environment, host, own, others }: CleanScriptProps): string {
  return masterScript({
    what: 'Takes out of the cluster what belongs to the place that it came from.',
    environment,
    host,
    values: [
      `api_server='https://${host.address}:${API_PORT}'`,
      `own=' ${own.map(({ name }) => name).join(' ')} '`,
      `addresses=' ${own.map(({ address }) => address).join(' ')} '`,
      `refusal=${JSON_QUOTE}${refusal(others)}${JSON_QUOTE}`,
    ],
    body: BODY,
  });
}

/** JSON has no single quotes but those that the policy itself needs, which `refusal` leaves out. */
const JSON_QUOTE = "'";

const BODY = `
# What was restored, and when: leases from before are nobody's.
marker=$data/restored/made-from
webhooks=$tripod/standby/webhooks
kinds=(validatingwebhookconfigurations mutatingwebhookconfigurations)

usage() {
  cat <<HELP
Usage: tripod-clean COMMAND

For a cluster that was taken over from another place, on a master whose API
server is ready:

  take-over      deletes webhooks whose services run nowhere (after it kept
                 them), nodes of other places, leases from before the take-over,
                 attachments of volumes to such nodes, pods on them; and lets
                 hosts of the other side not come back as nodes
  left           says what take-over has left, and fails where that is anything
  webhooks       puts webhooks back whose services run again, and fails while
                 any is left
  probe          writes, reads and deletes an object
  -h, --help     this text

Environment: KUBERNETES_DIR, ETCD_DATA_DIR, TRIPOD_DIR, and WAIT_SECONDS, the
patience with each thing that is waited for (300).
HELP
}

kube() {
  kubectl --kubeconfig="$kubernetes/admin.conf" --server="$api_server" --request-timeout=30s "$@"
}

# Lines of names in, lines out whose FIELD is none of this side.
foreign() { awk -v field="$1" -v own="$own" 'index(own, " " $field " ") == 0'; }

# NAMESPACE NAME… lines in: deletes them, some hundreds at a time.
delete_in_namespaces() {
  local namespace all
  all=$(cat)
  [[ -n $all ]] || return 0
  while read -r namespace; do
    awk -v space="$namespace" '$1 == space { print $2 }' <<<"$all" |
      xargs --no-run-if-empty --max-args=200 --max-procs=4 \\
        kubectl --kubeconfig="$kubernetes/admin.conf" --server="$api_server" delete --namespace="$namespace" --ignore-not-found --wait=false "$@" >/dev/null
  done < <(awk '{ print $1 }' <<<"$all" | sort -u)
}

before() {
  [[ -e $marker ]] || fail "there is no $marker: nothing was restored here, so that nobody knows which leases are old"
  date --utc --reference="$marker" +%Y-%m-%dT%H:%M:%SZ
}

foreign_nodes() { kube get nodes --output=go-template='{{range .items}}{{.metadata.name}}{{"\\n"}}{{end}}' | foreign 1; }
old_leases() {
  local limit
  limit=$(before)
  kube get leases --all-namespaces --output=go-template='{{range .items}}{{.metadata.namespace}} {{.metadata.name}} {{if .spec.renewTime}}{{.spec.renewTime}}{{else}}{{.metadata.creationTimestamp}}{{end}}{{"\\n"}}{{end}}' |
    awk -v limit="$limit" '$3 < limit { print $1, $2 }'
}
foreign_attachments() {
  kube get volumeattachments --output=go-template='{{range .items}}{{.metadata.name}} {{.spec.nodeName}}{{"\\n"}}{{end}}' | foreign 2 | awk '{ print $1 }'
}
# Those that are being deleted already wait for a controller.
foreign_pods() {
  kube get pods --all-namespaces --output=go-template='{{range .items}}{{if .spec.nodeName}}{{if not .metadata.deletionTimestamp}}{{.metadata.namespace}} {{.metadata.name}} {{.spec.nodeName}}{{"\\n"}}{{end}}{{end}}{{end}}' |
    foreign 3 | awk '{ print $1, $2 }'
}
foreign_servers() {
  kube get endpointslices --namespace=default --selector=kubernetes.io/service-name=kubernetes \\
    --output=go-template='{{range .items}}{{range .endpoints}}{{range .addresses}}{{.}}{{"\\n"}}{{end}}{{end}}{{end}}' |
    awk -v own="$addresses" 'index(own, " " $1 " ") == 0'
}
only_own_servers() {
  local found
  found=$(foreign_servers) && [[ -z $found ]]
}

# NAMESPACE SERVICE: whether a host of this side serves it, or somebody who is no pod.
served() {
  kube get endpointslices --namespace="$1" --selector="kubernetes.io/service-name=$2" \\
    --output=go-template='{{range .items}}{{range .endpoints}}{{if .conditions.ready}}{{if .nodeName}}{{.nodeName}}{{else}}-{{end}}{{"\\n"}}{{end}}{{end}}{{end}}' |
    awk -v own="$own" '$1 == "-" || index(own, " " $1 " ") { found = 1 } END { exit !found }'
}

# KIND NAME NAMESPACE SERVICE of every webhook that is a service of the cluster.
services() {
  local kind
  for kind in "\${kinds[@]}"; do
    # shellcheck disable=SC2016 # a variable of the template
    kube get "$kind" --output=go-template='{{range .items}}{{$name := .metadata.name}}{{range .webhooks}}{{if .clientConfig.service}}{{$name}} {{.clientConfig.service.namespace}} {{.clientConfig.service.name}}{{"\\n"}}{{end}}{{end}}{{end}}' |
      sort -u | sed "s/^/$kind /"
  done
}
dead_webhooks() {
  local kind name namespace service all
  all=$(services)
  [[ -n $all ]] || return 0
  while read -r kind name namespace service; do
    served "$namespace" "$service" </dev/null || echo "$kind $name"
  done <<<"$all" | sort -u
}

# Kept as it can be created again: what the server adds to metadata is left out, and stands there with two spaces before it.
drop_webhooks() {
  local kind name all
  all=$(dead_webhooks)
  [[ -n $all ]] || return 0
  mkdir -p "$webhooks"
  while read -r kind name; do
    kube get "$kind" "$name" --output=yaml </dev/null |
      sed -E '/^  (resourceVersion|uid|creationTimestamp|generation): /d' >"$webhooks/.new"
    mv "$webhooks/.new" "$webhooks/$kind.$name.yaml"
    kube delete "$kind" "$name" --ignore-not-found </dev/null
  done <<<"$all"
}

take_over() {
  local all
  # First: they would refuse what follows.
  drop_webhooks
  kube apply --server-side --force-conflicts --field-manager=tripod --filename=- <<<"$refusal"
  foreign_nodes | xargs --no-run-if-empty --max-args=200 kubectl --kubeconfig="$kubernetes/admin.conf" --server="$api_server" delete nodes --ignore-not-found --wait=false
  old_leases | delete_in_namespaces leases
  all=$(foreign_attachments)
  for name in $all; do
    kube delete volumeattachment "$name" --ignore-not-found --wait=false
    # Whoever should have detached it is gone, and so is what it was attached to.
    kube patch volumeattachment "$name" --type=merge --patch='{"metadata":{"finalizers":null}}' >/dev/null 2>&1 || true
  done
  foreign_pods | delete_in_namespaces pods --force --grace-period=0 2>/dev/null
  # API servers that are gone leave the list when their own leases in etcd end.
  await "the Service kubernetes leads to API servers of this side only" only_own_servers
}

left() {
  local found
  found=$(
    foreign_nodes | sed 's/^/node /'
    old_leases | sed 's/^/lease /'
    foreign_attachments | sed 's/^/volume attachment /'
    foreign_pods | sed 's/^/pod /'
    foreign_servers | sed 's/^/API server /'
    dead_webhooks
  )
  kube get validatingadmissionpolicybinding/tripod-other-side >/dev/null
  [[ -z $found ]] || { printf '%s\\n' "$found"; exit 1; }
}

# What somebody made anew meanwhile is newer than what was kept.
put_back() {
  local file kind name service namespace alive
  for file in "$webhooks"/*.yaml; do
    [[ -e $file ]] || continue
    kind=\${file##*/}
    kind=\${kind%%.*}
    name=\${file##*/"$kind".}
    name=\${name%.yaml}
    alive=yes
    while read -r namespace service; do
      served "$namespace" "$service" </dev/null || alive=
    done < <(wanted "$file")
    [[ $alive ]] || continue
    kube get "$kind" "$name" >/dev/null 2>&1 || kube create --filename="$file"
    rm "$file"
  done
  [[ -z $(find "$webhooks" -name '*.yaml' 2>/dev/null) ]]
}
wanted() {
  kubectl create --dry-run=client --validate=false --filename="$1" --kubeconfig="$kubernetes/admin.conf" --server="$api_server" \\
    --output=go-template='{{range .webhooks}}{{if .clientConfig.service}}{{.clientConfig.service.namespace}} {{.clientConfig.service.name}}{{"\\n"}}{{end}}{{end}}'
}

probe() {
  local said="$name $RANDOM" got
  kube create configmap "tripod-probe-$name" --namespace=kube-system --from-literal=said="$said" --dry-run=client --output=yaml |
    kube apply --server-side --force-conflicts --field-manager=tripod --filename=- >/dev/null
  got=$(kube get configmap "tripod-probe-$name" --namespace=kube-system --output=jsonpath='{.data.said}')
  [[ $got == "$said" ]] || fail "wrote '$said', and read '$got'"
  kube delete configmap "tripod-probe-$name" --namespace=kube-system --ignore-not-found >/dev/null
}

(($# <= 1)) || fail "unexpected \${*:2}; see --help"
need kubectl
case \${1:-} in
  -h | --help) usage ;;
  take-over) take_over ;;
  left) left ;;
  webhooks) await "pods of all webhooks run; those of \${webhooks}/ do not yet" put_back ;;
  probe) probe ;;
  '') fail "needs a command; see --help" ;;
  *) fail "unknown command $1; see --help" ;;
esac
`;
