import { CLUSTER_DNS, Fact, fixed, LEAVE_ENDPOINTS, moving, placed, toStart } from '../../core';
import type { Host } from '../../landscape';
import { ETCD, etcdFacts } from '../etcd/facts';
import { dnsPods } from '../kubeadm/dns';
import { CUT_FROM_ETCD, KUBERNETES_API, vipFacts } from '../load-balancer/facts';
import { vipSites } from '../settings/masters';
import type { Settings } from '../settings/settings';

/** What the control plane tells the proof. */
export function controlPlaneFacts(settings: Settings): readonly Fact[] {
  const { environment, masters, encryption } = settings;
  return [
    ...etcdFacts(settings),
    // Static pods: each belongs to its host.
    Fact.replicas(KUBERNETES_API, { groups: fixed(masters.map((host) => host.name)), reactions: CUT_FROM_ETCD }),
    // All that it has lies there.
    Fact.dependsOn(KUBERNETES_API, ETCD, 'data'),
    ...(encryption.provider === 'kms' ? [Fact.dependsOn(KUBERNETES_API, 'key service', 'starting')] : []),
    ...vipFacts(vipSites(environment)),
    ...dns(environment.hosts),
  ];
}

/** Name servers of the cluster. Those that are left answer while the API is away, by what they read of it. */
function dns(hosts: readonly Host[]): readonly Fact[] {
  const { pod, count } = dnsPods(hosts);
  return [
    Fact.replicas(CLUSTER_DNS, { groups: [placed(pod, hosts, count)], ...moving(pod), reactions: LEAVE_ENDPOINTS }),
    ...toStart(CLUSTER_DNS),
  ];
}
