import { API_PORT } from '../../ports';

/** Seconds for the other masters to be on the network, where all are switched on together: slow firmware takes minutes. */
const PATIENCE = 600;

/**
 * Part of step `cluster`: whether a first master is the first of all. Only a host that refuses the connection says that
 * nothing serves there. Silence says nothing: this host's network may have come up late, or a link is down. curl ends
 * with 7 for a refused connection and for a missing route alike (curl 7.88), so what it tells while it connects decides.
 */
export const NOBODY_THERE = `
PEERS_SECONDS=${PATIENCE}

# answer ADDRESS: \`yes\` where an API server serves, \`no\` where that host refuses the connection, else what curl says.
answer() {
  if said=$(LC_ALL=C curl --silent --show-error --verbose --insecure --noproxy '*' --max-time 3 --output /dev/null "https://$1/readyz" 2>&1); then
    echo yes
  else
    case $said in
      *': Connection refused'*) echo no ;;
      *) printf '%s\\n' "$said" | sed -n 's/^curl: ([0-9]*) //p' ;;
    esac
  fi
}

cluster_answers() {
  fail "an API server answers on $1: the cluster is there, and this host must join it; hand over what tripod-invite says on another master"
}

# peers_refuse: whether all other masters say that nothing serves there; those that say neither are in $silent. The
# endpoint may say nothing: nobody holds its VIP before there is a cluster.
peers_refuse() {
  [ "$(answer "$TRIPOD_ENDPOINT")" != yes ] || cluster_answers "$TRIPOD_ENDPOINT"
  silent=
  for peer in $TRIPOD_PEERS; do
    heard=$(answer "$peer:${API_PORT}")
    case $heard in
      yes) cluster_answers "$peer:${API_PORT}" ;;
      no) ;;
      *) silent="$silent\${silent:+, }$peer ($heard)" ;;
    esac
  done
  [ -z "$silent" ]
}

# nobody_there: another cluster under the same name would be a disaster, and a first master may only be new because it
# lost its disk.
nobody_there() {
  if peers_refuse; then return 0; fi
  if [ "$alone" = yes ]; then
    say "begins a cluster, as --alone says, without a word from $silent"
    return 0
  fi
  say "waiting for a word from $silent: the cluster may be there"
  wait_for "$PEERS_SECONDS" "a word from all other masters" peers_refuse ||
    fail "these masters may hold the cluster, and cannot be asked: $silent; switch them on, and let this host reach them. Where there was never a cluster, --alone does without them"
}
`;
