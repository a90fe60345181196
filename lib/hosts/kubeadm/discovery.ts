import { Yaml } from 'cdk8s';
import { controlPlaneEndpoint, type Settings } from '../settings/settings';

/** Kubeconfig by which a host finds the cluster that it joins. */
export const DISCOVERY_PATH = '/etc/kubernetes/discovery.conf';
/** Certificate authority of the cluster, copied from the first master. Not pki/ca.crt: on workers kubeadm writes that itself. */
export const DISCOVERY_CA = '/etc/kubernetes/discovery-ca.crt';
/** Bootstrap token of this host, made when it joins. kubeadm reads it with every byte: no newline may follow it. */
export const DISCOVERY_TOKEN = '/etc/kubernetes/discovery.token';

/**
 * Holds no secret: token and certificate authority are files beside it, which kubeadm reads when it joins
 * (kubernetes/kubernetes cmd/kubeadm/app/util/kubeconfig/kubeconfig.go@v1.34.4). The token is needed also to find the
 * cluster: the API servers do not show `cluster-info` to strangers.
 */
export function discoveryConfig(settings: Settings): string {
  const { name } = settings.environment;
  const user = 'bootstrap';
  return Yaml.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [
      { name, cluster: { server: `https://${controlPlaneEndpoint(settings)}`, 'certificate-authority': DISCOVERY_CA } },
    ],
    users: [{ name: user, user: { tokenFile: DISCOVERY_TOKEN } }],
    contexts: [{ name, context: { cluster: name, user } }],
  });
}
