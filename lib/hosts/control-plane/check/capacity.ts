import type { Problems } from '../../../core';
import { mebibytesOf } from '../../../core/check/props';
import type { Settings } from '../../settings/settings';
import { partsOn, requestsOf } from '../sizing';

/**
 * Threads and mebibytes of a master at least. kubeadm refuses fewer than 2 CPUs, and would take 1,700 MB of memory
 * (kubernetes/kubernetes cmd/kubeadm/app/constants/constants.go@v1.34.4): the API server alone grows beyond that.
 */
const SMALLEST = { cpu: 2, memory: 4_096 } as const;

/** Checks that masters, and hosts that break ties, have room for what is put there. A witness room is often too small. */
export function checkCapacity(settings: Settings, problems: Problems): void {
  for (const host of settings.environment.hosts) {
    const parts = partsOn(host, settings);
    if (parts.length === 0) continue;
    const need = requestsOf(host, settings);
    const least = host.roles.includes('control-plane') ? SMALLEST : { cpu: 1, memory: 0 };
    const cpu = Math.max(least.cpu, Math.ceil(need.cpu / 1000));
    const memory = Math.max(least.memory, need.memory);
    const got = mebibytesOf(host.memory) ?? 0;
    problems.check(host.cpu >= cpu && got >= memory, {
      path: `${host.site}/${host.name}`,
      at: host.cpu >= cpu ? 'memory' : 'cpu',
      got: `${host.cpu} CPUs and ${gibibytes(got)} GiB`,
      want: `at least ${cpu} CPUs and ${gibibytes(memory)} GiB for kubelet, system, ${parts.join(', ')}`,
      fix: 'give the hosts of that group more `cpu` and `memory`, or another host some of its roles',
    });
  }
}

/** Rounded up to tenths. */
function gibibytes(mebibytes: number): number {
  return Math.ceil((mebibytes * 10) / 1024) / 10;
}
