import type { Host } from '../../landscape';
import type { Machines, Target } from '../machines/machines';
import { SBIN } from '../scripts/paths';

/** The host that a shell function is called for: by its name, then its address. */
export const ARGUMENTS: Target = { name: '$1', address: '$2' };

/** Calls a shell function for a host. */
export function call(name: string, host: Host): string {
  return `${name} ${host.name} ${host.address}`;
}

/** Runs a script of Tripod on a host: `restart` is `tripod-restart`. */
export function tripod(machines: Machines, host: Target, command: string): string {
  return machines.run(host, `${SBIN}/tripod-${command}`);
}

/** The same with the value of a shell variable at the end: what stands in the command itself reaches the host as it is. */
export function tripodWith(machines: Machines, host: Target, command: string, value: string, rest = ''): string {
  return `echo "${value}" | ${machines.pipe(host, `read -r value && ${SBIN}/tripod-${command} "$value"${rest}`)}`;
}

/** Takes the pods of a node away. Ten minutes are for databases that end in order, and for disruption budgets. */
export const DRAIN = 'kubectl drain "$1" --ignore-daemonsets --delete-emptydir-data --timeout=10m';

/** Waits for a node, and gives it pods again. */
export const UNCORDON = 'kubectl wait --for=condition=Ready "node/$1" --timeout=10m && kubectl uncordon "$1"';
