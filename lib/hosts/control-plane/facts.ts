import { Fact } from '../../core';
import { etcdFacts } from '../etcd/facts';
import { takeover } from '../load-balancer/vrrp';
import { mastersOf, vipSites } from '../settings/masters';
import type { Settings } from '../settings/settings';

/** What the control plane tells the proof. */
export function controlPlaneFacts(settings: Settings): readonly Fact[] {
  const { environment, masters } = settings;
  const hosts = masters.map((host) => host.name);
  return [
    ...etcdFacts(settings),
    Fact.replicas('kubernetes-api', { count: hosts.length, spread: 'host', hosts }),
    Fact.dependsOn('kubernetes-api', 'etcd'),
    ...vipSites(environment).flatMap((site) => {
      const holders = mastersOf(site).map((host) => host.name);
      const vip = `api-vip-${site.name}`;
      return [
        Fact.activePassive(vip, { hosts: holders, ...takeover(holders.length) }),
        // A load balancer without a ready API server behind it gives the VIP up.
        Fact.dependsOn(vip, 'kubernetes-api'),
      ];
    }),
  ];
}
