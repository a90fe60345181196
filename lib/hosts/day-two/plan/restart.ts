import type { PlanStep } from '../../../core';
import type { Settings } from '../../settings/settings';
import { SBIN } from '../../scripts/paths';
import { block, line } from '../../plan/block';
import { ARGUMENTS, call, DRAIN, tripod, UNCORDON } from '../../plan/commands';

/** What is done while everything goes on. */
export function restartSteps({ environment, masters, machines }: Settings): readonly PlanStep[] {
  const boot = 'kubectl get node "$1" --output=jsonpath=\'{.status.nodeInfo.bootID}\'';
  return [
    {
      title:
        masters.length > 1
          ? 'Restart the API servers, one after the other: no request fails'
          : 'Restart the API server: clients wait meanwhile',
      when: 'later',
      commands: block(
        'restart_api_servers',
        masters.map((host) => line(host, tripod(machines, host, 'restart'))),
      ),
    },
    {
      title: 'Reboot hosts, one after the other: each only when the one before is back',
      when: 'later',
      commands: [
        '# 255: the connection ended with the host.',
        'reboot_host() {',
        `  ${DRAIN} || return 1`,
        `  before=$(${boot}) || return 1`,
        `  ${machines.run(ARGUMENTS, `${SBIN}/tripod-reboot`)} || [ $? -eq 255 ] || return 1`,
        '  for _ in $(seq 180); do',
        `    now=$(${boot}) && [ -n "$now" ] && [ "$now" != "$before" ] && { ${UNCORDON}; return; }`,
        '    sleep 5',
        '  done',
        '  echo "$1 did not come back within 15 minutes" >&2',
        '  return 1',
        '}',
        ...block(
          'reboot_hosts',
          environment.hosts.map((host) => line(host, call('reboot_host', host))),
        ),
      ],
    },
  ];
}
