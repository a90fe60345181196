import { binary } from '../../cluster/harness';
import { UNIT } from './keepalived';
import { CONTAINERS, KUBELET } from './pods';

/** Programs of a real host that the world has none of, or has elsewhere; by name, in /usr/local/bin. */
export function standIns(containerPath: string): Readonly<Record<string, string>> {
  return {
    crictl: crictl(containerPath),
    systemctl: SYSTEMCTL,
    kubeadm: `#!/bin/sh\nexec ${binary('kubeadm')} "$@"\n`,
    kubectl: `#!/bin/sh\nexec ${binary('kubectl')} "$@"\n`,
  };
}

/** `crictl ps` and `crictl exec`, of containers that are processes: their programs are those of the search path. */
const crictl = (path: string) => `#!/bin/sh
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
  info | version | pull) ;;
  *) fail "unknown command \${1-} in this stand-in" ;;
esac
`;

/** systemctl for keepalived and the kubelet; the container runtime is always there, and a reboot is for whoever asked. */
const SYSTEMCTL = `#!/bin/sh
set -eu
verb=
units=
for argument; do
  case $argument in
    -*) ;;
    *) if [ -z "$verb" ]; then verb=$argument; else units="$units $argument"; fi ;;
  esac
done

# want STATE: until it is so, at most 20 s
want() {
  echo "$1" >${UNIT}/wanted
  tries=0
  until [ "$(cat ${UNIT}/state)" = "$1" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || {
      echo "systemctl: keepalived is not $1" >&2
      exit 1
    }
    sleep 0.2
  done
}

# Without a unit: daemon-reload and the like.
for unit in $units; do
  case \${unit%.service} in
    keepalived)
      case $verb in
        start) want up ;;
        stop) want down ;;
        restart | reload-or-restart | try-restart) want down && want up ;;
        reload) kill -HUP "$(cat /run/keepalived.pid)" ;;
        is-active)
          if [ "$(cat ${UNIT}/state)" = up ]; then echo active; else
            echo inactive
            exit 3
          fi
          ;;
      esac
      ;;
    kubelet)
      case $verb in
        start | restart) echo up >${KUBELET} ;;
        stop) echo down >${KUBELET} ;;
        is-active) [ "$(cat ${KUBELET})" = up ] && echo active ;;
      esac
      ;;
    containerd | chrony | chronyd | ntpd | ntp | systemd-timesyncd) [ "$verb" != is-active ] || echo active ;;
    *)
      echo "Unit $unit could not be found." >&2
      exit 5
      ;;
  esac
done
`;
