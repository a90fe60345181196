import { EVENTS_POD } from '../../etcd/events';
import { MASTER_CONFIG } from '../../kubeadm/paths';
import { STATE } from '../../scripts/paths';
import { hostScript } from '../../scripts/script';

/** Days that must be left by the check, where certificates live that long: two months to plan in. */
const WARN_DAYS = 60;

/** `tripod-renew`: certificates that live `days` from their making are renewed in the second half of their life. */
export function renewScript(days: number): string {
  const below = Math.floor(days / 2);
  const warn = Math.min(WARN_DAYS, Math.floor(days / 3));
  return hostScript({
    name: 'tripod-renew',
    help: `tripod-renew [--check] [--force]
Renews the certificates of this master when less than half of their life is left (${below} days), and restarts what uses
them, one pod after the other, each well before the next. Run it on one master after the other. An interrupted renewal
is finished by the next run.

  --check   only says how many days each is valid; 1 where one has less than ${warn}
  --force   also without another API server that is ready: clients wait meanwhile`,
    body: `
WARN=${warn}
BELOW='${below}'
CONFIG=${MASTER_CONFIG}
PKI=/etc/kubernetes/pki
# What is left to do of a renewal that was begun, a word for each.
PENDING=${STATE}/renewal

# days: "NAME DAYS" of every certificate that lies here, of certificate authorities none: they are not renewed.
days() {
  days_text=$(kubeadm certs check-expiration --config "$CONFIG" --output json 2>/dev/null) ||
    fail "kubeadm cannot read the certificates in $PKI; \\\`kubeadm certs check-expiration\\\` says why"
  echo "$days_text" | awk '
    /"certificateAuthorities"/ { authorities = 1 }
    /"certificates"/ { authorities = 0 }
    /"name":/ { split($0, part, "\\""); name = part[4] }
    /"residualTime":/ { gsub(/[^0-9-]/, ""); left = $0 }
    /"missing": false/ && !authorities { print name, int(left / 86400) }'
}

# least: the fewest days that one is valid.
least() {
  least_days=$(days) || exit 1
  [ -n "$least_days" ] || fail "there are no certificates in $PKI; is this a master?"
  echo "$least_days" | awk 'NR == 1 || $2 < least { least = $2 } END { print least }'
}

check() {
  left=$(days) || exit 1
  echo "$left" | awk '{ printf "%-28s %5d days\\n", $1, $2 }'
  left=$(least) || exit 1
  [ "$left" -ge "$WARN" ] || fail "$left days are left, fewer than $WARN; run tripod-renew on one master after the other"
}

# Written before anything is renewed: pods that were not restarted would go on with certificates that end.
begin() {
  pods='kube-apiserver kube-controller-manager kube-scheduler'
  [ "$TRIPOD_EVENTS_ETCD" != yes ] || pods="${EVENTS_POD} $pods"
  [ "$TRIPOD_ETCD" != stacked ] || pods="etcd $pods"
  remember "renew $pods"
}

remember() {
  mkdir -p "$(dirname "$PENDING")"
  if [ -n "$1" ]; then
    echo "$1" >"$PENDING.new"
    mv "$PENDING.new" "$PENDING"
  else
    rm -f "$PENDING"
  fi
}

proceed() {
  left=$(cat "$PENDING")
  while [ -n "$left" ]; do
    next=\${left%% *}
    if [ "$next" = renew ]; then
      say 'renewing the certificates'
      kubeadm certs renew all --config "$CONFIG" >/dev/null || fail "kubeadm could not renew; \\\`kubeadm certs renew all\\\` says why"
    else
      # shellcheck disable=SC2086 # one option, or none
      tripod-restart $force "$next"
    fi
    left=\${left#"$next"}
    left=\${left# }
    remember "$left"
  done
}

force=
is_master || fail "the kubelet of a worker renews its certificate by itself; run it on a master"
command=renew
for argument; do
  case "$argument" in
    --check) command=check ;;
    --force) force=--force ;;
    *) fail "unexpected $argument; see --help" ;;
  esac
done
if [ "$command" = check ]; then
  check
  exit 0
fi
only_one
unpark
# What was begun comes first.
[ ! -f "$PENDING" ] || proceed
left=$(least)
if [ "$left" -lt "$BELOW" ]; then
  if dry_run; then say "would renew: $left days are left"; else begin; fi
fi
[ ! -f "$PENDING" ] || proceed
`,
  });
}
