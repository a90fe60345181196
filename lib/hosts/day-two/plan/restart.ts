import type { PlanStep } from '../../../core';
import type { Settings } from '../../settings/settings';
import { SBIN } from '../../scripts/day-two-paths';
import { ARGUMENTS, call, DRAIN, tripod, UNCORDON } from '../../plan/commands';

/** What is done while everything goes on. */
export function restartSteps({ environment, masters, machines }: Settings): readonly PlanStep[] {
  const force = masters.length > 1 ? '' : ' --force';
  const boot = 'kubectl get node "$1" --output=jsonpath=\'{.status.nodeInfo.bootID}\'';
  return [
    {
      title:
        masters.length > 1
          ? 'Restart the API servers, one after the other: no request fails'
          : 'Restart the API server: clients wait meanwhile',
      when: 'later',
      commands: masters.map((host) => tripod(machines, host, `restart${force}`)),
    },
    {
      title: 'Reboot hosts, one after the other: each only when the one before is back',
      when: 'later',
      commands: [
        '# 255: the connection ended with the host.',
        'reboot_host() {',
        `  ${DRAIN} || return 1`,
        `  before=$(${boot}) || return 1`,
        `  ${machines.run(ARGUMENTS, `${SBIN}/tripod-reboot${force}`)} || [ $? -eq 255 ] || return 1`,
        '  for _ in $(seq 180); do',
        `    now=$(${boot}) && [ "$now" != "$before" ] && break`,
        '    sleep 5',
        '  done',
        `  [ "$now" != "$before" ] && ${UNCORDON}`,
        '}',
        ...environment.hosts.map((host) => call('reboot_host', host)),
      ],
    },
  ];
}
