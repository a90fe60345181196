import { EVENTS_POD } from '../../etcd/events';
import { hostScript } from '../../scripts/script';

/** `tripod-reboot`: a host goes down in order, and so nobody waits for a time-out. */
export const REBOOT_SCRIPT = hostScript({
  name: 'tripod-reboot',
  help: `tripod-reboot [--force]
Reboots this host, after \`kubectl drain\`. On a master in this order: another member of etcd leads, the VIP goes to
another master, the API server ends as in a restart, then etcd. Nothing starts it again before the reboot. It refuses
where no other API server is ready, or a member of etcd is not well.

  --force   also then`,
  body: `
# The longest that an API server takes to end: its drain, and a minute for requests that run.
END=90

force=
case "\${1:-}" in
  '') ;;
  --force) force=--force ;;
  *) fail "unexpected $1; see --help" ;;
esac

# end NAME: ends a container. Without a kubelet nobody starts it again.
end() {
  ending=$(container "$1")
  [ -n "$ending" ] || return 0
  say "ending $1"
  run crictl stop --timeout "$END" "$ending" >/dev/null
}

leave() {
  if [ -z "$force" ]; then
    tripod-restart --check
    [ "$TRIPOD_ETCD" != stacked ] || tripod-etcd status >/dev/null || fail "not now, or use --force"
  fi
  if [ "$TRIPOD_ETCD" = stacked ] && container_runs etcd; then
    tripod-etcd move-leader || [ -n "$force" ] || fail "not now, or use --force"
  fi
  if [ "$TRIPOD_KEEPALIVED" = yes ]; then
    say "giving the VIP up"
    run systemctl stop keepalived
  fi
  run systemctl stop kubelet
  for pod in kube-apiserver kube-controller-manager kube-scheduler etcd ${EVENTS_POD}; do end "$pod"; done
}

only_one
if is_master; then leave; fi
run systemctl reboot
`,
});
