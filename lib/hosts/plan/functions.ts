import type { Host } from '../../landscape';
import { PREPARATION } from '../bootstrap/script';
import type { Machines } from '../machines/machines';
import { BOOTSTRAP_PATH, HANDED_OVER, INVITE_PATH } from '../scripts/paths';
import type { Settings } from '../settings/settings';
import { ARGUMENTS } from './commands';

/** Where the files of a host lie before they are put into place. */
const INBOX = '/root/tripod';

/**
 * A function that puts the files of a host into place, and makes what needs no cluster. Also for hosts that are there.
 * @param steps of the bootstrap that follow
 */
export function putFunction(machines: Machines, steps: readonly string[] = PREPARATION): string {
  const remote = [
    // Hardened hosts have a stricter one, and haproxy, who is not root, could not enter its folder.
    'umask 022',
    `rm -rf ${INBOX}`,
    `mkdir -p ${INBOX}`,
    `tar -C ${INBOX} -xf -`,
    `sh ${INBOX}/_common/install.sh`,
    ...(steps.length === 0 ? [] : [`${BOOTSTRAP_PATH} ${steps.join(' ')}`]),
  ];
  return `put() { tar -C hosts -cf - _common "$1" | ${machines.pipe(ARGUMENTS, remote.join(' && '))} || ${again('put')}; }`;
}

/** A function that has a master invite a host, which then joins. Called again, it finishes what was interrupted. */
export function joinFunction(inviter: Host, machines: Machines, as: 'master' | 'node'): string {
  const name = as === 'master' ? 'join_master' : 'join';
  // etcd may know the address of a master from former times.
  const invite =
    as === 'master'
      ? `echo "$2" | ${machines.pipe(inviter, `${INVITE_PATH} --master`)}`
      : machines.run(inviter, INVITE_PATH);
  const accept = `(umask 077 && mkdir -p ${HANDED_OVER} && tar -C ${HANDED_OVER} -xf -) && ${BOOTSTRAP_PATH}`;
  return `${name}() { ${invite} | ${machines.pipe(ARGUMENTS, accept)} || ${again(name)}; }`;
}

/** Commands that fetch the administrator's kubeconfig from the first master. */
export function takeKubeconfig({ environment, masters: [first], machines }: Settings): readonly string[] {
  if (first === undefined) return [];
  const target = `"$HOME/.kube/${environment.name}.conf"`;
  return [
    `mkdir -p "$HOME/.kube" && (umask 077 && ${machines.run(first, 'cat /etc/kubernetes/admin.conf')} > ${target})`,
    `export KUBECONFIG=${target}`,
    'kubectl get nodes',
  ];
}

/** Said when a function failed, which whatever called it must see too. */
function again(name: string): string {
  return `{ echo "failed, run again: ${name} $1 $2" >&2; false; }`;
}
