import type { ApiObject } from 'cdk8s';
import type { Component, Isolation } from '../../core';
import { GlobalNetworkPolicy, Tier } from '../../kinds';

/** Before the tier of Kubernetes' NetworkPolicies, which then have no say. */
const FLAT_ORDER = 100;

/** Writes what the isolation mode asks for; network policies need nothing beside themselves. */
export function compileIsolation(component: Component, isolation: Isolation, server: ApiObject): void {
  if (isolation.mode !== 'flat') return;
  const tier = new Tier(component, 'flat-tier', {
    metadata: { name: 'flat' },
    spec: { order: FLAT_ORDER, defaultAction: 'Pass' },
  });
  tier.addDependency(server);
  const policy = new GlobalNetworkPolicy(component, 'flat-policy', {
    metadata: { name: 'flat.allow-pods' },
    spec: {
      tier: 'flat',
      order: FLAT_ORDER,
      // Pods only: host end points keep the policies that they have.
      namespaceSelector: 'all()',
      types: ['Ingress', 'Egress'],
      ingress: [{ action: 'Allow' }],
      egress: [{ action: 'Allow' }],
    },
  });
  policy.addDependency(tier);
}
