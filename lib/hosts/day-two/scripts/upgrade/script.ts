import { PATCHES } from '../../../kubeadm/paths';
import { keptFolder } from '../../../scripts/paths';
import { hostScript } from '../../../scripts/script';
import { minorOf, OLDEST_KUBELET } from '../../skew';
import { UPGRADE_CHECK } from './check';
import { UPGRADE_CONTROL_PLANE } from './control-plane';
import { UPGRADE_KUBELET } from './kubelet';
import { UPGRADE_UNDO } from './undo';
import { UPGRADE_VERSIONS } from './versions';

/** `tripod-upgrade`: from one version to the next, on one host. */
export function upgradeScript(from: string, to: string): string {
  return hostScript({
    name: 'tripod-upgrade',
    help: `tripod-upgrade COMMAND
Brings this host from Kubernetes ${from} to ${to}, in the order of the plan: the control plane of every master, then the
kubelet of every host, drained. Every command may be run again: what is done is left alone, and what was interrupted is
finished.

  check           whether the upgrade may begin; changes nothing. For the first master
  control-plane   etcd, API server, controllers and scheduler of this master
  kubelet         the kubelet of this host, once all API servers are new
  undo            back to ${from} on the first master, as long as its new API server has not been in service: what that
                  writes, an older one need not understand. After it only a snapshot leads back`,
    body: `
FROM=${from}
TO=${to}
# What leads back, until the point of no return.
KEPT=${keptFolder(from)}
PATCHES=${PATCHES}
# The programs of the control plane are some 330 MB unpacked; ten times that, so that the kubelet deletes nothing meanwhile.
IMAGES_KIB=4194304
# Minutes that a snapshot may be old: it is made in the same window of maintenance, and what came after it would be lost.
FRESH=240

# Minor of the oldest kubelet that ${to} serves.
OLDEST_KUBELET=${minorOf(to) - OLDEST_KUBELET}
${[UPGRADE_VERSIONS, UPGRADE_CHECK, UPGRADE_CONTROL_PLANE, UPGRADE_KUBELET, UPGRADE_UNDO].join('')}
command=\${1:-}
[ -n "$command" ] || fail "needs a command; see --help"
[ "$#" -eq 1 ] || fail "unexpected $2; see --help"
case "$command" in
  check)
    check
    say "may go from $FROM to $TO"
    ;;
  control-plane | kubelet | undo)
    only_one
    unpark
    case "$command" in
      control-plane) control_plane ;;
      kubelet) node ;;
      undo) undo ;;
    esac
    ;;
  *) fail "unknown command $command; see --help" ;;
esac
`,
  });
}
