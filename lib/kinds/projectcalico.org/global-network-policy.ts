import { customResource } from '../../core';

export interface PolicyRule {
  readonly action: 'Allow' | 'Deny' | 'Pass' | 'Log';
}

export interface GlobalNetworkPolicySpec {
  readonly tier: string;
  readonly order: number;
  readonly namespaceSelector?: string;
  readonly types: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly PolicyRule[];
  readonly egress?: readonly PolicyRule[];
}

/** A policy over all namespaces. Its name starts with that of its tier. */
export class GlobalNetworkPolicy extends customResource<GlobalNetworkPolicySpec>({
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  scope: 'Cluster',
}) {}
