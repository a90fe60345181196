import type { Environment } from '../../core';
import { etcdArguments } from '../control-plane/etcd';
import { authority, type Settings } from '../control-plane/settings';
import { apiServer } from './api-server';
import { toArgs } from './arguments';
import { KUBEADM } from './node';

/** A year, and ten for the authorities: kubeadm's own. Longer ones outlive whoever knows how to renew them. */
const VALIDITY = { certificateValidityPeriod: '8760h0m0s', caCertificateValidityPeriod: '87600h0m0s' };

/** Nobody profiles a bank's control plane from outside (CIS Kubernetes Benchmark, 1.3 and 1.4). */
const noProfiling = () => ({ extraArgs: toArgs({ profiling: 'false' }) });

/** What all masters share. */
export function clusterConfiguration(settings: Settings) {
  const { environment, dnsDomain, masters } = settings;
  const { pods, services } = environment.cluster;
  const sites = [...new Set(masters.map((host) => host.site))];
  const rtt = environment.landscape.longestRtt(sites);
  return {
    apiVersion: KUBEADM,
    kind: 'ClusterConfiguration',
    clusterName: environment.name,
    kubernetesVersion: `v${environment.distribution.kubernetes}`,
    controlPlaneEndpoint: authority(settings),
    ...repositories(environment),
    networking: { podSubnet: pods, serviceSubnet: services, dnsDomain },
    apiServer: apiServer(settings),
    controllerManager: noProfiling(),
    scheduler: noProfiling(),
    etcd: { local: { dataDir: '/var/lib/etcd', extraArgs: toArgs(etcdArguments(rtt)) } },
    ...VALIDITY,
  };
}

/**
 * Where kubeadm pulls from. CoreDNS lies one level deeper than the rest, and kubeadm knows that for its default
 * registry only (kubernetes/kubernetes cmd/kubeadm/app/images/images.go@v1.34.4, GetDNSImage).
 */
function repositories({ mirror }: Environment) {
  const imageRepository = mirror.locate('registry.k8s.io');
  if (mirror.prefix === undefined) return { imageRepository };
  return { imageRepository, dns: { imageRepository: `${imageRepository}/coredns` } };
}
