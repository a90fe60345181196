/** Lines of a command's output that an error shows. What ends a script stands at its end. */
const LAST = 40;

/**
 * Runs a shell command, and says nothing unless it fails: then its last lines. What packages and kubeadm say would else be
 * kept in the state of the stack, on every host.
 */
export function quiet(command: string): string {
  return `said=$(mktemp) && { ( ${command} ) >"$said" 2>&1; ended=$?; [ "$ended" -eq 0 ] || tail -n ${LAST} "$said" >&2; rm -f "$said"; exit "$ended"; }`;
}
