import { Fact, fixed } from '../../core';
import { ETCD, etcdFacts } from '../etcd/facts';
import { CUT_FROM_ETCD, KUBERNETES_API, vipFacts } from '../load-balancer/facts';
import { vipSites } from '../settings/masters';
import type { Settings } from '../settings/settings';

/** What the control plane tells the proof. */
export function controlPlaneFacts(settings: Settings): readonly Fact[] {
  const { environment, masters } = settings;
  return [
    ...etcdFacts(settings),
    // Static pods: each belongs to its host.
    Fact.replicas(KUBERNETES_API, { groups: fixed(masters.map((host) => host.name)), reactions: CUT_FROM_ETCD }),
    Fact.dependsOn(KUBERNETES_API, ETCD),
    ...vipFacts(vipSites(environment)),
  ];
}
