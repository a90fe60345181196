import type { HostFileProps } from '../../core';
import type { Host } from '../../landscape';
import type { Settings } from '../settings/settings';
import { LIB_SCRIPT } from '../scripts/lib/lib';
import { BOOTSTRAP_PATH, HOST_ENV_PATH, INVITE_PATH, LIB_PATH } from '../scripts/paths';
import { hostEnv } from './host-env';
import { INVITE_SCRIPT } from './invite-script';
import { BOOTSTRAP_SCRIPT } from './script';
import { KUBELET_UNIT, UNPARK_FIRST, UNPARK_PATH, UNPARK_SCRIPT } from './unpark';

/** What cloud-init runs: it is no failure that a host is prepared and waits for its invitation. */
export const FIRST_START = `${BOOTSTRAP_PATH} || [ $? -eq 3 ]`;

/** Scripts that make a member of the cluster from a host, and what they know of it. */
export function bootstrapFiles(host: Host, settings: Settings): readonly Omit<HostFileProps, 'host'>[] {
  return [
    { path: HOST_ENV_PATH, content: hostEnv(host, settings) },
    { path: LIB_PATH, content: LIB_SCRIPT },
    { path: BOOTSTRAP_PATH, content: BOOTSTRAP_SCRIPT, mode: '0755' },
    ...(settings.masters.includes(host)
      ? [
          { path: INVITE_PATH, content: INVITE_SCRIPT, mode: '0755' },
          { path: UNPARK_PATH, content: UNPARK_SCRIPT, mode: '0755' },
          { path: KUBELET_UNIT, content: UNPARK_FIRST },
        ]
      : []),
  ];
}
