import { Duration } from 'cdk8s';
import type { Environment } from '../../core';
import type { Host } from '../../landscape';
import type { ControlPlaneProps } from './props';
import { orderMasters } from './masters';

/** A control plane with every default filled in: what its files, steps and facts are made from. */
export interface Settings {
  readonly environment: Environment;
  readonly endpoint: string;
  readonly interface: string | undefined;
  readonly port: number;
  readonly dnsDomain: string;
  readonly podsPerNode: number;
  readonly maxRoundTrip: Duration;
  /** In the order in which they are made. */
  readonly masters: readonly Host[];
}

/** The props with every default filled in; whether they are right is checked apart from it. */
export function settingsOf(props: ControlPlaneProps, environment: Environment): Settings {
  const { endpoint, interface: nic, dnsDomain = 'cluster.local', podsPerNode = 110 } = props ?? {};
  // Not 6443: the API server of the same host listens there, on all addresses. To bind it to one of them would take a
  // patch on every host, and a VIP that moves would still meet it.
  const { loadBalancerPort: port = 8443, maxRoundTrip = Duration.millis(10) } = props ?? {};
  const masters = orderMasters(environment);
  return { environment, endpoint, interface: nic, port, dnsDomain, podsPerNode, maxRoundTrip, masters };
}

/** The address under which every client knows the API: `api.bank.example:8443`. */
export function authority({ endpoint, port }: Pick<Settings, 'endpoint' | 'port'>): string {
  return `${endpoint}:${port}`;
}
