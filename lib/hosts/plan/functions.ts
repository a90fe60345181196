import type { Host } from '../../landscape';
import { PREPARATION } from '../bootstrap/script';
import type { Machines } from '../machines/machines';
import type { Settings } from '../settings/settings';
import { ARGUMENTS } from './commands';
import { INVITE, INVITE_MASTER, JOIN, PRINT_KUBECONFIG, put } from './remote';

/**
 * A function that puts the files of a host into place, and makes what needs no cluster. Also for hosts that are there.
 * @param steps of the bootstrap that follow
 */
export function putFunction(machines: Machines, steps: readonly string[] = PREPARATION): string {
  return `put() { tar -C hosts -cf - _common "$1" | ${machines.pipe(ARGUMENTS, put(steps))} || ${again('put')}; }`;
}

/** A function that has a master invite a host, which then joins. Called again, it finishes what was interrupted. */
export function joinFunction(inviter: Host, machines: Machines, as: 'master' | 'node'): string {
  const name = as === 'master' ? 'join_master' : 'join';
  // etcd may know the address of a master from former times.
  const invite =
    as === 'master' ? `echo "$2" | ${machines.pipe(inviter, INVITE_MASTER)}` : machines.run(inviter, INVITE);
  return `${name}() { ${invite} | ${machines.pipe(ARGUMENTS, JOIN)} || ${again(name)}; }`;
}

/** Commands that fetch the administrator's kubeconfig from the first master. */
export function takeKubeconfig({ environment, masters: [first], machines }: Settings): readonly string[] {
  if (first === undefined) return [];
  const target = `"$HOME/.kube/${environment.name}.conf"`;
  return [
    `mkdir -p "$HOME/.kube" && (umask 077 && ${machines.run(first, PRINT_KUBECONFIG)} > ${target})`,
    `export KUBECONFIG=${target}`,
    'kubectl get nodes',
  ];
}

/** Said when a function failed, which whatever called it must see too. */
function again(name: string): string {
  return `{ echo "failed, run again: ${name} $1 $2" >&2; false; }`;
}
