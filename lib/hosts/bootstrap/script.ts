import { HANDED_OVER, JOINED, STATE } from '../scripts/paths';
import { hostScript } from '../scripts/script';
import { CLUSTER } from './steps/cluster';
import { ENCRYPTION } from './steps/encryption';
import { HEALTH } from './steps/health';
import { PACKAGES } from './steps/packages';
import { SERVICES } from './steps/services';
import { SYSTEM } from './steps/system';

/** Steps of the bootstrap, in order. */
const STEPS = [
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
export const BOOTSTRAP_SCRIPT = hostScript({
  name: 'tripod-bootstrap',
  help: `tripod-bootstrap [--dry-run] [--list] [--alone] [STEP…]
Makes a member of the cluster from this host, as the files of Tripod on it say: all steps in order, or those named.
Run as root. A second run changes nothing, and one that was interrupted is finished by the next.
  --dry-run  only says what would be changed
  --list     names the steps
  --alone    makes the first master although others cannot be asked whether they hold the cluster: none was ever made
Ends with 3 when the host is prepared and waits for its invitation (tripod-invite on a master).`,
  body: `
STEPS='${STEPS.join(' ')}'
steps=
alone=no
TRIPOD_DRY_RUN=no
for argument; do
  case $argument in
    --list) printf '%s\\n' "$STEPS" | tr ' ' '\\n'; exit 0 ;;
    --dry-run) TRIPOD_DRY_RUN=yes ;;
    --alone) alone=yes ;;
    *)
      case " $STEPS " in
        *" $argument "*) steps="$steps $argument" ;;
        *) echo "$NAME: unknown step or option $argument; there are --dry-run, --list, --alone, --help and: $STEPS" >&2; exit 2 ;;
      esac
      ;;
  esac
done

JOINED=${JOINED}
STARTED=${STATE}/started
STATUS=${STATE}/kubeadm.status
LOG=${STATE}/kubeadm.log
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
mkdir -p ${STATE}
recognise
for step in $STEPS; do
  case " \${steps:-$STEPS} " in
    *" $step "*) "step_$step" ;;
  esac
done
`,
});
