import { customResource } from '../../core';

/** What OpenShift SDN does with namespaces; `Subnet` is the flat one. */
export type OpenShiftSdnMode = 'Subnet' | 'Multitenant' | 'NetworkPolicy';

export interface OpenShiftNetworkSpec {
  readonly clusterNetwork: readonly { readonly cidr: string; readonly hostPrefix: number }[];
  /** Exactly one block. */
  readonly serviceNetwork: readonly string[];
  readonly defaultNetwork: {
    readonly type: 'OpenShiftSDN';
    readonly openshiftSDNConfig: {
      readonly mode: OpenShiftSdnMode;
      readonly mtu: number;
      readonly vxlanPort: number;
    };
  };
}

/** The network of an OpenShift cluster, read by its network operator; there is one, called `cluster`. */
export class OpenShiftNetwork extends customResource<OpenShiftNetworkSpec>({
  apiVersion: 'operator.openshift.io/v1',
  kind: 'Network',
  scope: 'Cluster',
}) {}
