import { RECORD } from '../owner';

/**
 * Looks whose cluster it is, and writes down that it is this environment's, applied from files; POSIX shell, since it runs
 * on whatever the bank has kubectl on.
 */
export function ownScript(environment: string): string {
  return `#!/bin/sh
# own.sh [--dry-run] [--adopt | --release]
# Says in the cluster that it is that of ${environment} and is applied from files, and refuses a cluster that says
# otherwise. It is written as annotations of the namespace kube-system. A second run changes nothing.
#   --dry-run  only says what it would do
#   --adopt    takes the cluster over from Pulumi, once
#   --release  takes the record off again, at the end of a tear-down
set -eu

environment=${environment}
dry_run=no
adopt=no
release=no

fail() {
  echo "own.sh: $1" >&2
  exit 1
}

for argument; do
  case "$argument" in
    --dry-run) dry_run=yes ;;
    --adopt) adopt=yes ;;
    --release) release=yes ;;
    --help) sed -n '2,7s/^# //p' "$0"; exit 0 ;;
    *) fail "unknown argument $argument (there are --adopt, --dry-run, --help and --release)" ;;
  esac
done
[ "$adopt$release" != yesyes ] || fail "--adopt and --release are two things: give one of them"

found=$(kubectl get namespace kube-system --output=go-template='{{with .metadata.annotations}}{{with index . "${RECORD.environment}"}}{{.}}{{end}} {{with index . "${RECORD.owner}"}}{{.}}{{end}}{{end}}') \\
  || fail "the cluster cannot be read; point KUBECONFIG to that of $environment"
theirs=\${found%% *}
owner=\${found#"$theirs"}
owner=\${owner# }

if [ -n "$theirs" ] && [ "$theirs" != "$environment" ]; then
  fail "this is the cluster of $theirs, not of $environment: point KUBECONFIG to the right one"
fi
if [ "$owner" = pulumi ] && [ "$adopt" = no ]; then
  fail "this cluster is applied by Pulumi: go on with 'pulumi up -s $environment', or take it over once with 'own.sh --adopt'"
fi

if [ "$release" = yes ]; then
  if [ -z "$owner$theirs" ]; then echo "nobody owns this cluster"; exit 0; fi
  echo "the cluster is not that of $environment any more"
  [ "$dry_run" = yes ] || kubectl annotate namespace kube-system ${RECORD.environment}- ${RECORD.owner}- >/dev/null
  exit 0
fi

if [ "$owner" = files ] && [ "$theirs" = "$environment" ]; then
  echo "the cluster is that of $environment, applied from files"
  exit 0
fi
echo "the cluster becomes that of $environment, applied from files"
if [ "$dry_run" = no ]; then
  kubectl apply --server-side --field-manager=tripod --force-conflicts -f - >/dev/null <<OBJECT
apiVersion: v1
kind: Namespace
metadata:
  name: kube-system
  annotations:
    ${RECORD.environment}: $environment
    ${RECORD.owner}: files
OBJECT
fi
if [ "$owner" = pulumi ]; then
  echo "The stack $environment does not know yet that it has lost the cluster: 'pulumi up' is refused from now on, but"
  echo "'pulumi destroy' would still delete what it made. 'pulumi stack rm --force --preserve-config $environment' lets it"
  echo "forget, and leaves everything in the cluster as it is."
fi
`;
}
