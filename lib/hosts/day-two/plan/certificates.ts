import type { PlanStep } from '../../../core';
import { takeKubeconfig } from '../../plan/functions';
import type { Settings } from '../../settings/settings';
import { block, line } from '../../plan/block';
import { tripod } from '../../plan/commands';

/** kubeadm renews certificates when it upgrades; whoever upgrades less often than they live has this. */
export function certificateSteps(settings: Settings): readonly PlanStep[] {
  const { masters, machines, certificateValidity } = settings;
  const [take, ...use] = takeKubeconfig(settings);
  const [first] = masters;
  if (take === undefined || first === undefined) return [];
  return [
    {
      title: `Renew the certificates of the control plane, one master after the other: they live ${certificateValidity.toDays()} days, and are renewed in the second half of that`,
      when: 'later',
      commands: [
        ...masters.map((host) => tripod(machines, host, 'renew --check')),
        ...block('renew', [...masters.map((host) => line(host, tripod(machines, host, 'renew'))), line(first, take)]),
        ...use,
      ],
    },
  ];
}
