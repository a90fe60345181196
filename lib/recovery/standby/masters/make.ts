import type { PlanStep } from '../../../core';
import { STANDBY_CONFIG, STANDBY_SCRIPT } from '../scripts/paths';
import type { ColdControlPlane } from './cold-control-plane';

const ARGUMENTS = { name: '$1', address: '$2' };

/**
 * Makes masters that wait from hosts. Authorities and keys pass from a master that serves to each of them, and are stored
 * nowhere else; the checksums of both sides are compared at the end. Said again, it brings keys that were exchanged since
 * then, and renews certificates.
 */
export function awaitTurn({ settings, parts, machines, source, environment }: ColdControlPlane): PlanStep {
  const [inviter] = source.settings.masters;
  const take = `umask 077 && mkdir -p ${parts.handedOver} && tar -C ${parts.handedOver} -xf -`;
  const make = `kubeadm config images pull --config ${STANDBY_CONFIG} && ${STANDBY_SCRIPT} make`;
  const first = inviter ?? { name: '', address: '' };
  return {
    title: `Make the masters of ${environment?.name} wait for the cluster of ${source.environment?.name}; again after each exchange of a key, and every half a year`,
    commands: [
      'make_wait() {',
      `  { echo "$2" | ${source.machines.pipe(first, parts.inviteMaster)} | ${machines.pipe(ARGUMENTS, take)} &&`,
      `    ${machines.run(ARGUMENTS, make)} &&`,
      `    [ "$(${machines.run(ARGUMENTS, `${STANDBY_SCRIPT} fingerprint`)})" = "$(${source.machines.run(first, `${STANDBY_SCRIPT} fingerprint`)})" ] &&`,
      `    ${machines.run(ARGUMENTS, `${STANDBY_SCRIPT} ready`)}; } ||`,
      '    { echo "failed, run again: make_wait $1 $2" >&2; false; }',
      '}',
      settings.masters.map(({ name, address }) => `make_wait ${name} ${address}`).join(' && '),
    ],
  };
}
