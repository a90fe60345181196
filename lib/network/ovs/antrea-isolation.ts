import { type Component, type Isolation, type IsolationMode, TENANT_LABEL } from '../../core';
import { AntreaClusterNetworkPolicy, type AntreaClusterNetworkPolicySpec, type NamespaceSelector } from '../../kinds';

/**
 * Behind `emergency`, so that a security team can still cut a pod off; before every tier in which a project would
 * write, and before Kubernetes' NetworkPolicies (antrea-io/antrea docs/antrea-network-policy.md@v2.7.0, "Static tiers").
 */
const TIER = 'securityops';
/** Upstream advises 1 to 100; the end leaves room for exceptions, which must come first. */
const PRIORITY = 100;

const TENANTS: NamespaceSelector = { matchExpressions: [{ key: TENANT_LABEL, operator: 'Exists' }] };

/** Policies by isolation mode; network policies need nothing beside themselves. */
const POLICIES: Readonly<Partial<Record<IsolationMode, AntreaClusterNetworkPolicySpec>>> = {
  flat: {
    tier: TIER,
    priority: PRIORITY,
    appliedTo: [{ namespaceSelector: {} }],
    ingress: [{ name: 'from-everywhere', action: 'Allow' }],
    egress: [{ name: 'to-everywhere', action: 'Allow' }],
  },
  // Nothing is said of namespaces that are shared, nor of addresses outside of the pods': DNS, ingress, monitoring
  // and NodePorts stay reachable. Antrea never holds up a node that talks to its own pods: probes pass.
  // Inside a namespace NetworkPolicies have their say, Antrea's own policies of later tiers do not.
  multitenant: {
    tier: TIER,
    priority: PRIORITY,
    appliedTo: [{ namespaceSelector: TENANTS }],
    ingress: [
      { name: 'from-own-namespace', action: 'Pass', from: [{ namespaces: { match: 'Self' } }] },
      { name: 'from-other-tenants', action: 'Drop', from: [{ namespaceSelector: TENANTS }] },
    ],
    egress: [
      { name: 'to-own-namespace', action: 'Pass', to: [{ namespaces: { match: 'Self' } }] },
      { name: 'to-other-tenants', action: 'Drop', to: [{ namespaceSelector: TENANTS }] },
    ],
  },
};

/** Writes what the isolation mode asks for. */
export function compileAntreaIsolation(component: Component, { mode }: Isolation): void {
  const spec = POLICIES[mode];
  if (spec === undefined) return;
  new AntreaClusterNetworkPolicy(component, 'isolation', { metadata: { name: `tripod-${mode}` }, spec });
}
