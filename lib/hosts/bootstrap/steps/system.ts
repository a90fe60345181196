import { CHRONY_PATH } from '../../runtime/time';
import { MODULES_PATH, SYSCTL_PATH } from '../../runtime/kernel';

/** Steps `kernel`, `swap` and `time`: what is as it should be is left alone. */
export const SYSTEM = `
step_kernel() {
  modules=$(grep -v '^#' ${MODULES_PATH})
  missing=no
  for module in $modules; do [ -d "/sys/module/$module" ] || missing=yes; done
  if [ "$missing" = yes ]; then
    say "loading $(echo "$modules" | tr '\\n' ' ')"
    # shellcheck disable=SC2086 # one word a module
    run modprobe --all $modules
  fi
  differs=no
  while IFS='=' read -r key value; do
    case $key in '#'* | '') continue ;; esac
    key=$(echo "$key" | tr -d ' ')
    [ "$(sysctl --values "$key" 2>/dev/null)" = "$(echo "$value" | tr -d ' ')" ] || differs=yes
  done <${SYSCTL_PATH}
  if [ "$differs" = yes ]; then
    say "setting what ${SYSCTL_PATH} says"
    run sysctl --quiet --load=${SYSCTL_PATH}
  fi
}

step_swap() {
  swap=$(swapon --show=NAME --noheadings)
  [ -z "$swap" ] ||
    fail "swap is on ($swap), and the kubelet refuses it; \\\`swapoff --all\\\`, and take its lines out of /etc/fstab"
}

# Debian has chrony in a folder of its own, and calls the service so.
chrony_service() {
  if [ -d /etc/chrony ]; then
    service=chrony
    target=/etc/chrony/chrony.conf
  else
    service=chronyd
    target=/etc/chrony.conf
  fi
}

step_time() {
  if [ "$TRIPOD_TIME" = yes ]; then
    chrony_service
    write_file "$target" 0644 "changed $target" <${CHRONY_PATH}
    serve "$service" restart "$target"
    # At most 12 looks, 5 s apart, until the clock is right within a second (the skew does not matter).
    dry_run || chronyc waitsync 12 1 0 5 >/dev/null ||
      fail "the clock does not follow the time servers; \\\`chronyc sources\\\` says which of them answer"
    return 0
  fi
  [ "$(timedatectl show --property=NTPSynchronized --value)" = yes ] ||
    fail "nothing keeps the time of this host; set \\\`timeServers\\\` of the control plane, or have chrony or another client follow the bank's"
}
`;
