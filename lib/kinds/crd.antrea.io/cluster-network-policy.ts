import { customResource } from '../../core';

/** Labels of namespaces; empty for every namespace. */
export interface NamespaceSelector {
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: 'Exists' | 'DoesNotExist' }[];
}

/** The other end of a connection: pods of the same namespace, or of namespaces by their labels. */
export interface AntreaPeer {
  readonly namespaces?: { readonly match: 'Self' };
  readonly namespaceSelector?: NamespaceSelector;
}

export interface AntreaRule {
  readonly name: string;
  /** `Pass` leaves the connection to Kubernetes' NetworkPolicies. */
  readonly action: 'Allow' | 'Drop' | 'Pass';
  /** Sources of an ingress rule. @default - all */
  readonly from?: readonly AntreaPeer[];
  /** Destinations of an egress rule. @default - all */
  readonly to?: readonly AntreaPeer[];
}

export interface AntreaClusterNetworkPolicySpec {
  /** A static tier of Antrea; the tiers decide in this order, Kubernetes' NetworkPolicies after the last but baseline. */
  readonly tier: 'emergency' | 'securityops' | 'networkops' | 'platform' | 'application' | 'baseline';
  /** Place in the tier, between 1 and 10000; the lowest decides first. */
  readonly priority: number;
  readonly appliedTo: readonly { readonly namespaceSelector: NamespaceSelector }[];
  readonly ingress: readonly AntreaRule[];
  readonly egress: readonly AntreaRule[];
}

/** A policy of Antrea for the whole cluster; policy.networking.k8s.io has another kind of this name. */
export class AntreaClusterNetworkPolicy extends customResource<AntreaClusterNetworkPolicySpec>({
  apiVersion: 'crd.antrea.io/v1beta1',
  kind: 'ClusterNetworkPolicy',
  scope: 'Cluster',
}) {}
