import { Yaml } from 'cdk8s';
import type { Host } from '../../landscape';
import { API_PORT } from '../ports';
import { DISCOVERY_PATH } from './discovery';
import { KUBEADM_API, nodeOptions } from './node/node';

/** Document for `kubeadm join`, as a further master or as any other host. */
export function joinDocument(host: Host, isMaster: boolean): string {
  const localAPIEndpoint = { advertiseAddress: host.address, bindPort: API_PORT };
  return Yaml.stringify({
    apiVersion: KUBEADM_API,
    kind: 'JoinConfiguration',
    discovery: { file: { kubeConfigPath: DISCOVERY_PATH } },
    // Without a certificate key: the plan carries the certificate authorities over from the first master, and kubeadm finds them.
    ...(isMaster ? { controlPlane: { localAPIEndpoint } } : {}),
    ...nodeOptions(host),
  });
}
