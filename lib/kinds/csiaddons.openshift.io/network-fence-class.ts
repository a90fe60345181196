import { customResource } from '../../core';

export interface NetworkFenceClassSpec {
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How a driver shuts addresses out of its storage: a NetworkFence names it, and the addresses. */
export class NetworkFenceClass extends customResource<NetworkFenceClassSpec>({
  apiVersion: 'csiaddons.openshift.io/v1alpha1',
  kind: 'NetworkFenceClass',
  scope: 'Cluster',
}) {}
