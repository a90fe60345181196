import { Yaml } from 'cdk8s';
import type { Host } from '../../landscape';
import type { Settings } from '../settings/settings';
import { API_PORT } from '../ports';
import { clusterConfiguration } from './cluster';
import { kubeletConfiguration } from './node/kubelet';
import { KUBEADM_API, nodeOptions } from './node/node';

/** Documents for `kubeadm init` on the first master. Those about the cluster are read by all others from the cluster. */
export function initDocuments(host: Host, settings: Settings): string {
  return Yaml.stringify(
    {
      apiVersion: KUBEADM_API,
      kind: 'InitConfiguration',
      localAPIEndpoint: { advertiseAddress: host.address, bindPort: API_PORT },
      ...nodeOptions(host),
      // kubeadm always makes a token, which lets any host join for a day and is printed; the plan makes one for each host,
      // for half an hour. 0 would be for ever (kubernetes/kubernetes cmd/kubeadm/app/apis/bootstraptoken/v1/utils.go@v1.34.4).
      bootstrapTokens: [{ ttl: '1s' }],
      skipPhases: ['show-join-command'],
    },
    clusterConfiguration(settings),
    kubeletConfiguration(settings),
    // The default of this version, written out: a later one must not change the data plane of a running cluster.
    { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode: 'iptables' },
  );
}
