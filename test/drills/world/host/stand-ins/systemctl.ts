import { UNIT } from '../keepalived';
import { KUBELET } from '../pods';

/** systemctl for keepalived and the kubelet; the container runtime is always there, and a reboot is for whoever asked. */
export const SYSTEMCTL = `#!/bin/sh
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
