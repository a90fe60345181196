import { binary } from '../../../../cluster/harness';
import { crictl } from './crictl';
import { SYSTEMCTL } from './systemctl';

/** Programs of a real host that the world has none of, or has elsewhere; by name, in /usr/local/bin. */
export function standIns(containerPath: string): Readonly<Record<string, string>> {
  return {
    crictl: crictl(containerPath),
    systemctl: SYSTEMCTL,
    // Programs of this machine stand for images, of which none is pulled.
    kubeadm: `#!/bin/sh\n[ "$1 $2 $3" != 'config images pull' ] || exit 0\nexec ${binary('kubeadm')} "$@"\n`,
    kubectl: `#!/bin/sh\nexec ${binary('kubectl')} "$@"\n`,
  };
}
