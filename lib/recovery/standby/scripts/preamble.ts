import type { Host } from '../../../landscape';

export interface MasterScript {
  /** What it does, as a sentence. */
  readonly what: string;
  readonly environment: string;
  readonly host: Host;
  /** Further names and values that it has to know, as lines of bash. @default - none */
  readonly values?: readonly string[];
  readonly body: string;
}

/**
 * A program for root on a master. Like `restore.sh` it stands alone: it is needed on a host of which nothing else may work.
 * Paths are those of kubeadm; the environment may say otherwise.
 */
export function masterScript({ what, environment, host, values = [], body }: MasterScript): string {
  return `#!/usr/bin/env bash
# ${what} For ${host.name} in ${environment}. Try --help.
set -euo pipefail

name='${host.name}'
${values.map((line) => `${line}\n`).join('')}${SHARED}${body}`;
}

/** Where manifests of static pods lie, in service and out of it: as `restore.sh` has it, which so knows what others parked. */
export const MANIFESTS = `manifests=$kubernetes/manifests
parked=$kubernetes/restore/parked`;

const SHARED = `
kubernetes=\${KUBERNETES_DIR:-/etc/kubernetes}
data=\${ETCD_DATA_DIR:-/var/lib/etcd}
tripod=\${TRIPOD_DIR:-/var/lib/tripod}
patience=\${WAIT_SECONDS:-300}

say() { printf '%s\\n' "$*"; }
fail() {
  printf '%s on %s: %s\\n' "\${0##*/}" "$name" "$*" >&2
  exit 1
}
need() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || fail "needs the program $program, which is not in the search path"
  done
}

# await WHAT COMMAND...: asks every half a second until the command succeeds.
await() {
  local what=$1 end=$((SECONDS + patience))
  shift
  until "$@"; do
    ((SECONDS < end)) || fail "gave up after $patience s of waiting until $what"
    sleep 0.5
  done
}
`;
