import type { Environment } from '../../core';
import { longestRoundTrip } from '../settings/masters';
import { authority, type Settings } from '../settings/settings';
import { etcdArguments } from '../etcd/timing';
import { EXTERNAL_PKI } from '../settings/etcd';
import { apiServer } from './api-server/api-server';
import { toArgs } from './arguments';
import { KUBEADM } from './node/node';

/** Ten years for the authorities, as kubeadm has it: longer ones outlive whoever knows how to exchange them. */
const AUTHORITIES = '87600h0m0s';

/** Nobody profiles a bank's control plane from outside (CIS Kubernetes Benchmark, 1.3 and 1.4). */
const noProfiling = () => ({ extraArgs: toArgs({ profiling: 'false' }) });

/** What all masters share. */
export function clusterConfiguration(settings: Settings) {
  const { environment, dnsDomain, certificateValidity } = settings;
  const { pods, services } = environment.cluster;
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
    etcd: etcd(settings),
    certificateValidityPeriod: `${certificateValidity.toHours()}h0m0s`,
    caCertificateValidityPeriod: AUTHORITIES,
  };
}

function etcd(settings: Settings) {
  const { endpoints } = settings.etcd;
  return endpoints === undefined
    ? { local: { dataDir: '/var/lib/etcd', extraArgs: toArgs(etcdArguments(longestRoundTrip(settings))) } }
    : { external: { endpoints, ...EXTERNAL_PKI } };
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
