import { CONTAINERS } from '../pods';

/** `crictl ps` and `crictl exec`, of containers that are processes: their programs are those of the search path. */
export const crictl = (path: string) => `#!/bin/sh
set -eu
fail() {
  echo "crictl: $1" >&2
  exit 1
}

list() {
  state=Running quiet=no name=
  while [ $# -gt 0 ]; do
    case $1 in
      -a | --all) state= ;;
      -q | --quiet) quiet=yes ;;
      --state) state=$2 && shift ;;
      --state=*) state=\${1#*=} ;;
      --name) name=$2 && shift ;;
      --name=*) name=\${1#*=} ;;
      *) fail "ps: unknown option $1 in this stand-in" ;;
    esac
    shift
  done
  cd ${CONTAINERS} 2>/dev/null || return 0
  for id in *; do
    [ -f "$id" ] || continue
    read -r container is _ pod <"$id"
    case $state in
      '') ;;
      [Rr]unning) [ "$is" = Running ] || continue ;;
      [Ee]xited) [ "$is" = Exited ] || continue ;;
      *) fail "ps: unknown state $state" ;;
    esac
    printf '%s\\n' "$container" | grep -Eq -e "$name" || continue
    if [ "$quiet" = yes ]; then echo "$id"; else echo "$id $container $is $pod"; fi
  done
}

case \${1-} in
  ps)
    shift
    list "$@"
    ;;
  exec)
    shift
    while [ "\${1#-}" != "$1" ]; do shift; done
    id=$1
    shift
    grep -q ' Running ' "${CONTAINERS}/$id" 2>/dev/null || fail "container $id is not running"
    PATH=${path}
    export PATH
    exec "$@"
    ;;
  stop)
    shift
    seconds=0
    while [ "\${1#-}" != "$1" ]; do
      case $1 in
        -t | --timeout) seconds=$2 && shift ;;
        --timeout=*) seconds=\${1#*=} ;;
        *) fail "stop: unknown option $1 in this stand-in" ;;
      esac
      shift
    done
    read -r container is pid _ <"${CONTAINERS}/$1" || fail "no container $1"
    if [ "$is" = Running ]; then
      kill -TERM "$pid" || true
      until ! kill -0 "$pid" 2>/dev/null || [ "$seconds" -le 0 ]; do
        sleep 1
        seconds=$((seconds - 1))
      done
      kill -KILL "$pid" 2>/dev/null || true
    fi
    echo "$1"
    ;;
  # Only static pods run here, and a kubelet starts them again.
  info | version | pull | rmp) ;;
  *) fail "unknown command \${1-} in this stand-in" ;;
esac
`;
