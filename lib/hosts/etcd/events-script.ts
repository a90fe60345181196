import { EVENTS_PORTS } from '../ports';
import { hostScript } from '../scripts/script';
import { EVENTS_MANIFEST, EVENTS_POD } from './events';
import { EVENTS_DATA } from './paths';

const [CLIENT_PORT, PEER_PORT] = EVENTS_PORTS;

/** Seconds for a member to be added, started and caught up: at most an hour of events has to be copied. */
const PATIENCE = 120;

/**
 * Members begin as the masters do: the first alone, each further one added to those that are there. All at once would
 * need a majority of them before the first API server starts, which waits for it; and their certificates are made one
 * after the other. The manifest is put into place by this script alone, so a master never founds a second cluster.
 */
export const EVENTS_SCRIPT = hostScript({
  name: 'tripod-events-etcd',
  help: `tripod-events-etcd new | join
Makes this host a member of etcd for events. \`new\` on the first master, before \`kubeadm init\`: it begins alone. \`join\`
on every other one, after \`kubeadm join\`, and on one that comes back without its data. Who is a member already is only
given the manifest anew. A second run changes nothing.`,
  body: `
case "\${1:-}" in
  new | join) ;;
  *)
    echo "$NAME: got \${1:-nothing}, want new or join; see --help" >&2
    exit 2
    ;;
esac
only_one
unpark

placed=$MANIFESTS/${EVENTS_POD}.yaml
own=https://$TRIPOD_ADDRESS:${PEER_PORT}

# place CLUSTER STATE: puts the manifest where the kubelet starts it.
place() {
  sed -e "s|--initial-cluster=[^\\"]*|--initial-cluster=$1|" -e "s|--initial-cluster-state=[^\\"]*|--initial-cluster-state=$2|" \\
    ${EVENTS_MANIFEST} | write_file "$placed" 0600 "placed the manifest of ${EVENTS_POD}"
}

# argument NAME: what the manifest that is in place says.
argument() {
  sed -n "s/.*--$1=\\([^\\"]*\\).*/\\1/p" "$placed"
}

# members: id, status, name, peer URL, client URL and whether it only learns, of each, without blanks.
members() {
  etcdctl member list | tr -d ' '
}

# mine FIELD: of this host's line among the members; nothing where there is none.
mine() {
  members | awk -F, -v own="$own" -v field="$1" '$4 == own { print $field }'
}

# find_members: chooses the master that is asked, the first one that answers.
find_members() {
  for peer in $TRIPOD_PEERS; do
    # shellcheck disable=SC2034 # read by etcdctl of lib.sh
    ETCD_ENDPOINTS=https://$peer:${CLIENT_PORT}
    if [ -n "$(members 2>/dev/null)" ]; then return 0; fi
  done
  return 1
}

# Members refuse a change within seconds after another one, and as long as a majority does not answer.
REFUSED="etcd for events takes no change; see on $TRIPOD_PEERS: crictl logs of ${EVENTS_POD}"

removed() {
  etcdctl member remove "$(mine 1)" >/dev/null 2>&1
}

added() {
  etcdctl member add "$TRIPOD_HOST" --learner --peer-urls="$own" >/dev/null 2>&1
}

# promoted: whether this host votes; asks for it as long as it only learns.
promoted() {
  [ "$(mine 6)" = true ] || return 0
  etcdctl member promote "$(mine 1)" >/dev/null 2>&1 && [ "$(mine 6)" = false ]
}

if [ -d ${EVENTS_DATA}/member ] && [ -f "$placed" ]; then
  # What it says about the first start counts no more, and stays.
  place "$(argument initial-cluster)" "$(argument initial-cluster-state)"
elif [ "$1" = new ]; then
  place "$TRIPOD_HOST=$own" new
fi
[ "$1" = join ] || exit 0

wait_for ${PATIENCE} "a master whose etcd for events answers" find_members ||
  fail "none of $TRIPOD_PEERS has an etcd for events that answers; see there: crictl ps --all --name ${EVENTS_POD}"
if [ ! -d ${EVENTS_DATA}/member ]; then
  # One that is listed as started lost its data: it must leave before it comes back empty.
  if [ "$(mine 2)" = started ]; then
    say "removing the member that this host was before it lost its data"
    dry_run || wait_for ${PATIENCE} "the consent of the others" removed || fail "$REFUSED"
  fi
  if [ -z "$(mine 2)" ]; then
    say "joining the members"
    dry_run || wait_for ${PATIENCE} "the consent of the others" added || fail "$REFUSED"
  fi
fi
if [ ! -d ${EVENTS_DATA}/member ] || [ ! -f "$placed" ]; then
  place "$(members | awk -F, -v own="$own" -v name="$TRIPOD_HOST" \\
    '{ printf "%s%s=%s", comma, $4 == own ? name : $3, $4; comma = "," }')" existing
fi
dry_run || wait_for ${PATIENCE} "the vote of this host's ${EVENTS_POD}" promoted ||
  fail "${EVENTS_POD} does not vote yet; \\\`crictl logs\\\` of it says why, and another run goes on from here"
`,
});
