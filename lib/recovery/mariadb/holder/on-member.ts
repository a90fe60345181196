import { CONTAINER, MEMBER_SCRIPT, PATHS } from '../names';

/** Variable that names another program than kubectl: it is given SIDE/MEMBER, and what is asked of `member.sh`. */
export const RUN_VARIABLE = 'TRIPOD_MARIADB_RUN';

/**
 * A function of bash by which all steps reach a member: `on_member production/mariadb-ledger-0 state`. By kubectl, with the
 * kubeconfig of that side in `$SECRETS`; or by the program that `TRIPOD_MARIADB_RUN` names, where members are no pods.
 */
export function onMember(namespace: string): string {
  const pod = `kubectl --kubeconfig="$SECRETS/\${at%/*}.conf" --namespace=${namespace} exec --stdin "\${at#*/}" --container=${CONTAINER} --`;
  return (
    'on_member() { local at=$1; shift; ' +
    `if [[ -n \${${RUN_VARIABLE}:-} ]]; then "$${RUN_VARIABLE}" "$at" "$@"; ` +
    `else ${pod} bash ${PATHS.config}/${MEMBER_SCRIPT} "$@"; fi; }`
  );
}

/** A function that prints the first of some members that is what is asked: `first_that 'heir 7' "${members[@]}"`. */
export const FIRST_THAT =
  'first_that() { local each; local -a is; read -ra is <<<"$1"; for each in "${@:2}"; do ' +
  'if on_member "$each" is "${is[@]}" >/dev/null 2>&1; then echo "$each"; return; fi; done; ' +
  'echo "none is $*" >&2; return 1; }';
