import { HANDED_OVER } from '../scripts/paths';
import { LIB_PATH } from '../scripts/lib';
import { CLUSTER } from './steps/cluster';
import { ENCRYPTION } from './steps/encryption';
import { HEALTH } from './steps/health';
import { PACKAGES } from './steps/packages';
import { SERVICES } from './steps/services';
import { SYSTEM } from './steps/system';

/** Steps of the bootstrap, in order. */
export const STEPS = [
  'packages',
  'kernel',
  'swap',
  'time',
  'runtime',
  'keepalived',
  'kubelet',
  'encryption',
  'cluster',
  'health',
] as const;

/** The steps that need no cluster: they are done on all hosts before the first master is made. */
export const PREPARATION = STEPS.slice(0, STEPS.indexOf('encryption'));

/** Makes a member of the cluster from a host; the same on all of them, since host.env says what differs. */
export const BOOTSTRAP_SCRIPT = `#!/bin/sh
# tripod-bootstrap [--dry-run] [--list] [STEP…]
# Makes a member of the cluster from this host, as the files of Tripod on it say: all steps in order, or those named.
# Run as root. A second run changes nothing, and one that was interrupted is finished by the next.
#   --dry-run  only says what would be changed
#   --list     names the steps
# Ends with 3 when the host is prepared and waits for its invitation (tripod-invite on a master).
set -eu

STEPS='${STEPS.join(' ')}'
steps=
dry_run=no
for argument; do
  case $argument in
    --help) sed -n '2,7s/^# //p' "$0"; exit 0 ;;
    --list) printf '%s\\n' "$STEPS" | tr ' ' '\\n'; exit 0 ;;
    --dry-run) dry_run=yes ;;
    *)
      case " $STEPS " in
        *" $argument "*) steps="$steps $argument" ;;
        *) echo "tripod-bootstrap: unknown step or option $argument; there are --dry-run, --list, --help and: $STEPS" >&2; exit 2 ;;
      esac
      ;;
  esac
done

NAME=tripod-bootstrap
TRIPOD_DRY_RUN=$dry_run
. ${LIB_PATH}

JOINED=/var/lib/tripod/joined
STARTED=/var/lib/tripod/started
STATUS=/var/lib/tripod/kubeadm.status
LOG=/var/lib/tripod/kubeadm.log
HANDED=${HANDED_OVER}
KUBELET_CONF=/etc/kubernetes/kubelet.conf
${[PACKAGES, SYSTEM, SERVICES, ENCRYPTION, CLUSTER, HEALTH].join('')}
# right_host: the files of another host would make a second one of its name.
right_host() {
  name=$(uname -n)
  [ "\${name%%.*}" = "$TRIPOD_HOST" ] ||
    fail "this host is called $name; put the files of that host here, or \\\`hostnamectl set-hostname $TRIPOD_HOST\\\`"
  [ -n "$(ip -oneline address show to "$TRIPOD_ADDRESS")" ] ||
    fail "this host lacks the address $TRIPOD_ADDRESS; \\\`ip -brief address\\\` shows those that it has"
}

# Hardened hosts have a stricter one, and whoever is not root could not read what it makes.
umask 022
only_one
right_host
mkdir -p /var/lib/tripod
recognise
for step in $STEPS; do
  case " \${steps:-$STEPS} " in
    *" $step "*) "step_$step" ;;
  esac
done
`;
