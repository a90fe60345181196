import type { Environment } from '../../core';
import { longestRoundTrip } from '../settings/masters';
import { controlPlaneEndpoint, type Settings } from '../settings/settings';
import { ETCD_DATA } from '../etcd/paths';
import { etcdArguments } from '../etcd/timing';
import { EXTERNAL_PKI } from '../settings/etcd';
import { apiServer } from './api-server/api-server';
import { toArgs } from './arguments';
import { KUBEADM_API } from './node/node';

/** Ten years for the certificate authorities, as kubeadm has it: longer ones outlive whoever knows how to exchange them. */
const AUTHORITIES = '87600h0m0s';

/** Nobody profiles a bank's control plane from outside (CIS Kubernetes Benchmark, 1.3 and 1.4). */
const noProfiling = () => ({ extraArgs: toArgs({ profiling: 'false' }) });

/** What all masters share. */
export function clusterConfiguration(settings: Settings) {
  const { environment, dnsDomain, certificateValidity } = settings;
  const { pods, services } = environment.cluster;
  return {
    apiVersion: KUBEADM_API,
    kind: 'ClusterConfiguration',
    clusterName: environment.name,
    kubernetesVersion: `v${environment.distribution.kubernetes}`,
    controlPlaneEndpoint: controlPlaneEndpoint(settings),
    ...repositories(environment),
    networking: { podSubnet: pods, serviceSubnet: services, dnsDomain },
    apiServer: apiServer(settings),
    controllerManager: noProfiling(),
    scheduler: noProfiling(),
    etcd: etcd(settings),
    certificateValidityPeriod: `${certificateValidity.toHours()}h0m0s`,
    caCertificateValidityPeriod: AUTHORITIES,
  };
}

function etcd(settings: Settings) {
  const { endpoints, isExternal } = settings.etcd;
  if (isExternal) return { external: { endpoints, ...EXTERNAL_PKI } };
  return { local: { dataDir: ETCD_DATA, extraArgs: toArgs(etcdArguments(longestRoundTrip(settings))) } };
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
