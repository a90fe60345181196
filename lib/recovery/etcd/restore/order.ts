import { ENCRYPTION_KEYS, type Machines } from '../../../hosts';
import { location, remote, SNAPSHOTS, type Store } from '../snapshots/store';

export interface RestoreOrderProps {
  readonly store: Store;
  /** Addresses of the masters. */
  readonly masters: readonly string[];
  /** Addresses of all hosts. */
  readonly hosts: readonly string[];
  /** How they are reached. */
  readonly machines: Machines;
  /** Path of `restore.sh` on every master. */
  readonly script: string;
  /** Path of the store's certificate authority on every master. @default - none */
  readonly caFile?: string;
}

/** Where a snapshot waits on a master. */
const INBOX = '/var/lib/etcd-restore';

/** A machine as the functions of the block take it. */
const ARGUMENT = { name: '$1', address: '$1' };

/**
 * The order of a restore over all masters: nothing is stopped before every master has verified, nothing starts before
 * all are swapped. It is one function around a sub-shell, which a shell reads to its end before it runs anything, and
 * every command leads to `fail`: `set -e` alone counts for nothing in `restore_etcd || …`.
 */
export function restoreOrder({
  store,
  masters,
  hosts,
  machines,
  script,
  caFile,
}: RestoreOrderProps): readonly string[] {
  const settings = Object.entries(remote(store)).map(([name, value]) => `${name}=${value}`);
  return [
    '# What was written after the snapshot is lost, what was deleted after it comes back. Paste it whole into sh or bash,',
    '# with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of a key that may read the bucket in the environment. Where a',
    '# command fails, all ends, and it says how to go on: restore_etcd STEP TOKEN SNAPSHOT. Without SNAPSHOT it takes the',
    '# newest; TOKEN is a word that no restore had before. A snapshot from before an exchange of the key of Secrets needs',
    `# the old key again, from the safe: its line goes into ${ENCRYPTION_KEYS} first, on every master:`,
    '# tripod-encryption add',
    'restore_etcd() (',
    '  set -eu',
    '  from=${1:-1} token=${2:-restore-$(date -u +%Y%m%dT%H%M%SZ)} snapshot=${3:-} step=1 what=start',
    ...indented(FUNCTIONS),
    // A command is standard input, since it has names in it that only the block knows.
    `  on() { echo "$2" | ${machines.pipe(ARGUMENT, 'sh -s')}; }`,
    `  send() { tar -C snapshot -cf - "$snapshot" "$snapshot.sha256" | ${machines.pipe(ARGUMENT, `tar -C ${INBOX} --no-same-owner -xf -`)}; }`,
    '  on_masters() {',
    `    for master in ${masters.join(' ')}; do`,
    '      on "$master" "$*" || fail "$master"',
    '    done',
    '  }',
    ...step(1, 'fetch the snapshot and verify it on all masters', [
      `export ${settings.join(' ')} RCLONE_CONFIG_STORE_ENV_AUTH=true`,
      // Equal on all masters, so it stands once in the folder of the environment: with one of them, or with what hosts share.
      ...(caFile === undefined ? [] : [`for ca in hosts/*${caFile}; do export RCLONE_CA_CERT="$ca"; done`]),
      `all=$(rclone lsf ${location(store)} --include '${SNAPSHOTS}-*.db') || fail "the object store"`,
      '[ -n "$snapshot" ] || snapshot=$(echo "$all" | sort | tail -n 1)',
      'plain "$snapshot" || fail "the object store: no snapshot to take"',
      `rclone copy ${location(store)} snapshot --include "$snapshot" --include "$snapshot.sha256" || fail "the object store"`,
      `on_masters install -d -m 0700 ${INBOX}`,
      `for master in ${masters.join(' ')}; do`,
      `  send "$master" || fail "$master"`,
      'done',
      `on_masters ${script} prepare "${INBOX}/$snapshot" --token "$token"`,
    ]),
    ...step(2, 'stop every API server', [`on_masters ${script} stop`]),
    ...step(3, 'exchange every member of etcd', [`on_masters ${script} swap --suffix "$token"`]),
    ...step(4, 'start every member of etcd', [`on_masters ${script} start-etcd`]),
    ...step(5, 'start every API server', [`on_masters ${script} start-api`]),
    // Whatever watches the API still believes what it saw before: kubelets, proxies, network, operators.
    ...step(6, 'restart the kubelets', [
      `for host in ${hosts.join(' ')}; do`,
      '  on "$host" "systemctl restart kubelet" || fail "$host"',
      'done',
    ]),
    ...step(7, 'restart proxies, network and operators', [
      'all=$(kubectl get daemonsets,deployments,statefulsets --all-namespaces --no-headers) || fail "the API"',
      `echo "$all" | awk '$1 == "kube-system" || $2 ~ /^daemonset|operator/ { print $1, $2 }' | while read -r namespace name; do`,
      '  kubectl rollout restart "$name" --namespace="$namespace" || fail "$name in $namespace"',
      'done || exit 1',
    ]),
    '  [ "$from" -eq 8 ] || { echo "Restored. When all is well: restore_etcd 8 $token $snapshot"; exit 0; }',
    ...step(8, 'remove what was put aside, and the snapshot, which holds all that the cluster knew', [
      `on_masters rm -rf ${INBOX} "/var/lib/etcd/member.$token" /var/lib/etcd/restored`,
      'rm -rf snapshot || fail "this machine"',
    ]),
    ')',
    'restore_etcd 1',
  ];
}

/** `fail` says where it ended and how to go on; `plain` admits names that may stand in a command on another host. */
const FUNCTIONS = [
  'fail() {',
  '  {',
  '    echo "restore_etcd: step $step ($what) failed on $1. Nothing after it was done on any master."',
  '    echo "What is stopped stays stopped. When the cause is mended: restore_etcd $step $token $snapshot"',
  '  } >&2',
  '  exit 1',
  '}',
  "plain() { case $1 in '' | -* | *[!A-Za-z0-9._-]*) false ;; esac; }",
  'begin() {',
  '  [ "$1" -ge "$from" ] || return',
  '  step=$1 what=$2',
  '  echo "== $step. $what"',
  '}',
  `case $from in [1-8]) ;; *) echo "restore_etcd: no step $from, only 1 to 8" >&2; exit 2 ;; esac`,
  'if ! plain "$token" || { [ "$from" -gt 1 ] && ! plain "$snapshot"; }; then',
  '  echo "restore_etcd: from step 2 on it needs the TOKEN and the SNAPSHOT of step 1" >&2',
  '  exit 2',
  'fi',
];

function step(number: number, what: string, commands: readonly string[]): readonly string[] {
  return [`  if begin ${number} '${what}'; then`, ...indented(indented(commands)), '  fi'];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
