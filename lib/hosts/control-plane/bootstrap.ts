import type { Bootstrap } from '../../core';
import { MASTER_CONFIG } from '../kubeadm/paths';
import { quote } from '../machines/quote';
import { ADOPT, INVITE, INVITE_MASTER, JOIN, KEEP_KEY, PRINT_KUBECONFIG, PUBLISH, put, SETTLED } from '../plan/remote';
import { BOOTSTRAP_PATH } from '../scripts/paths';
import { workersOf } from '../settings/masters';
import type { Settings } from '../settings/settings';
import { BATCH } from './install';

/**
 * Minutes after which a command is ended, by whoever runs it on the host: nobody watches. Ten are until all other masters
 * answer, four each for the kubelet and the control plane (timeouts of kubeadm, kubernetes/kubernetes
 * cmd/kubeadm/app/constants/constants.go@v1.34.4), two for etcd; and as much again for packages from a slow mirror.
 */
const LIMIT = 40;

/** What the steps of the plan do, for a door that runs them by itself. Made from the same commands. */
export function bootstrapOf(settings: Settings): Bootstrap {
  const { masters, machines, encryption } = settings;
  const { login } = machines;
  const limited = (command: string) => `timeout --kill-after=1m ${LIMIT}m sh -c ${quote(command)}`;
  const asRoot = (command: string) => login?.asRoot(limited(command)) ?? command;
  return {
    ...(login === undefined ? {} : { access: login.access }),
    ...(encryption.key === undefined ? {} : { key: encryption.key }),
    masters,
    others: workersOf(settings),
    atOnce: BATCH,
    settingsFile: MASTER_CONFIG,
    commands: {
      put: asRoot(put()),
      putMaster: asRoot(`${put()} && { ${SETTLED}; }`),
      keepKey: asRoot(KEEP_KEY),
      begin: asRoot(BOOTSTRAP_PATH),
      publish: asRoot(PUBLISH),
      inviteMaster: asRoot(INVITE_MASTER),
      invite: asRoot(INVITE),
      join: asRoot(JOIN),
      adopt: asRoot(ADOPT),
      kubeconfig: asRoot(PRINT_KUBECONFIG),
    },
  };
}
