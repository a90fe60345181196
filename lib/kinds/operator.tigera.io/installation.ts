import { customResource } from '../../core';

/** How packets travel between nodes. */
export const ENCAPSULATIONS = ['IPIP', 'IPIPCrossSubnet', 'VXLAN', 'VXLANCrossSubnet', 'None'] as const;
export type Encapsulation = (typeof ENCAPSULATIONS)[number];

export interface InstallationIpPool {
  readonly name: string;
  readonly cidr: string;
  readonly blockSize: number;
  readonly encapsulation: Encapsulation;
  readonly natOutgoing: 'Enabled' | 'Disabled';
  readonly nodeSelector: string;
}

interface Resources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

/** Keeps pods apart, strictly. */
interface Spread {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: 'DoNotSchedule';
  readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> };
}

/** The part of a workload of the operator that may be overridden. */
export interface WorkloadOverride {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly { readonly name: string; readonly resources: Resources }[];
        /** @default - as the operator has it */
        readonly topologySpreadConstraints?: readonly Spread[];
      };
    };
  };
}

export interface InstallationSpec {
  readonly variant: 'Calico';
  /** Registry with a trailing slash. */
  readonly registry?: string;
  readonly calicoNetwork: {
    readonly bgp: 'Enabled' | 'Disabled';
    readonly linuxDataplane: 'Iptables' | 'BPF' | 'Nftables';
    readonly mtu: number;
    readonly ipPools: readonly InstallationIpPool[];
    readonly nodeAddressAutodetectionV4: { readonly kubernetes: 'NodeInternalIP' };
  };
  readonly calicoNodeDaemonSet?: WorkloadOverride;
  readonly typhaDeployment?: WorkloadOverride;
  readonly calicoKubeControllersDeployment?: WorkloadOverride;
}

/** What the Tigera operator installs; there is one, called `default`. */
export class Installation extends customResource<InstallationSpec>({
  apiVersion: 'operator.tigera.io/v1',
  kind: 'Installation',
  scope: 'Cluster',
}) {}
