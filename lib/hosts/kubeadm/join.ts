import { Yaml } from 'cdk8s';
import type { Host } from '../../landscape';
import { API_PORT } from '../ports';
import { DISCOVERY_PATH } from './discovery';
import { KUBEADM, member } from './node/node';

/** Where the first master has its document for the day on which it joins a cluster that lives. */
export const REJOIN_PATH = '/etc/kubernetes/kubeadm-join.yaml';

/** Document for `kubeadm join`, as a further master or as any other host. */
export function joinDocument(host: Host, isMaster: boolean): string {
  const localAPIEndpoint = { advertiseAddress: host.address, bindPort: API_PORT };
  return Yaml.stringify({
    apiVersion: KUBEADM,
    kind: 'JoinConfiguration',
    discovery: { file: { kubeConfigPath: DISCOVERY_PATH } },
    // Without a certificate key: the plan carries the authorities over from the first master, and kubeadm finds them.
    ...(isMaster ? { controlPlane: { localAPIEndpoint } } : {}),
    ...member(host),
  });
}
