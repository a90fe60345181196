import { Duration } from 'cdk8s';
import type { Environment } from '../../core';
import type { Host } from '../../landscape';
import { EncryptionAtRest } from '../encryption/encryption';
import { ExistingMachines } from '../machines/existing';
import type { Machines } from '../machines/machines';
import { Etcd } from './etcd';
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
  readonly certSANs: readonly string[];
  readonly etcd: Etcd;
  readonly eventsEtcd: boolean;
  readonly encryption: EncryptionAtRest;
  readonly certificateValidity: Duration;
  readonly upgradeFrom: string | undefined;
  readonly virtualRouterIds: Readonly<Record<string, number>>;
  readonly timeServers: readonly string[];
  readonly machines: Machines;
  readonly cloudInit: boolean;
  /** In the order in which they are made. */
  readonly masters: readonly Host[];
}

/** Hosts from which on events have an etcd of their own. */
const MANY_HOSTS = 1_000;

/** The props with every default filled in; whether they are right is checked apart from it. */
export function settingsOf(props: ControlPlaneProps, environment: Environment): Settings {
  const { endpoint, interface: nic, upgradeFrom } = props ?? {};
  const { dnsDomain = 'cluster.local', podsPerNode = 110, maxRoundTrip = Duration.millis(10) } = props ?? {};
  const { certSANs = [], etcd = Etcd.stacked(), encryption = EncryptionAtRest.secretbox() } = props ?? {};
  const { eventsEtcd = !Etcd.isExternal(etcd) && environment.hosts.length >= MANY_HOSTS } = props ?? {};
  const { certificateValidity = Duration.days(365), virtualRouterIds = {}, timeServers = [] } = props ?? {};
  const { machines = new ExistingMachines(), cloudInit = false } = props ?? {};
  // Not 6443: the API server of the same host listens there, on all addresses. To bind it to one of them would take a
  // patch on every host, and a VIP that moves would still meet it.
  const { loadBalancerPort: port = 8443 } = props ?? {};
  return {
    environment,
    endpoint,
    interface: nic,
    port,
    dnsDomain,
    podsPerNode,
    maxRoundTrip,
    certSANs,
    etcd,
    eventsEtcd,
    encryption,
    certificateValidity,
    upgradeFrom,
    virtualRouterIds,
    timeServers,
    machines,
    cloudInit,
    masters: orderMasters(environment),
  };
}

/** The address under which every client knows the API: `api.bank.example:8443`. */
export function controlPlaneEndpoint({ endpoint, port }: Pick<Settings, 'endpoint' | 'port'>): string {
  return `${endpoint}:${port}`;
}
