import { binary } from '../../../cluster/harness';
import type { Machine } from '../../world';

/** Programs that a real host has from its packages, or from the container that a step runs in. */
const NAMES = ['etcdctl', 'etcdutl', 'kubectl', 'kubeadm', 'rclone', 'tripod-agent'] as const;

/** Puts the programs of the project into the search path of a host. */
export async function installPrograms(machine: Machine): Promise<void> {
  const script = NAMES.map(
    (name) =>
      `[ -e /usr/local/bin/${name} ] || { printf '#!/bin/sh\\nexec ${binary(name)} "$@"\\n' >/usr/local/bin/${name}; chmod 755 /usr/local/bin/${name}; }`,
  );
  await machine.must(script.join('\n'));
}
