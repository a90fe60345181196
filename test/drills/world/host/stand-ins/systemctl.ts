import { UNIT } from '../keepalived';
import { KUBELET } from '../pods';
import { SERVICES } from '../services';

/** systemctl for keepalived, the kubelet and units of the project; the container runtime is always there, and a reboot is for whoever asked. */
export const SYSTEMCTL = `#!/bin/sh
set -eu
verb=
units=
now=
for argument; do
  case $argument in
    --now) now=yes ;;
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

# service NAME STATE: until it is so, at most 20 s
service() {
  [ -f "/etc/systemd/system/$1.service" ] || {
    echo "Unit $1.service could not be found." >&2
    exit 5
  }
  echo "$2" >"${SERVICES}/$1.wanted"
  tries=0
  until [ "$(cat "${SERVICES}/$1.state" 2>/dev/null || echo down)" = "$2" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || {
      echo "systemctl: $1 is not $2" >&2
      exit 1
    }
    sleep 0.2
  done
}
wants=/etc/systemd/system/multi-user.target.wants

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
    tripod-*)
      name=\${unit%.service}
      case $verb in
        enable)
          mkdir -p "$wants"
          ln -sf "../$name.service" "$wants/$name.service"
          [ -z "$now" ] || service "$name" up
          ;;
        disable)
          rm -f "$wants/$name.service"
          [ -z "$now" ] || service "$name" down
          ;;
        start) service "$name" up ;;
        stop) service "$name" down ;;
        restart) service "$name" down && service "$name" up ;;
        is-active) [ "$(cat "${SERVICES}/$name.state" 2>/dev/null)" = up ] && echo active ;;
        is-enabled) [ -L "$wants/$name.service" ] && echo enabled ;;
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
