import type { Duration } from 'cdk8s';
import type { ComponentProps } from '../../core';
import type { EncryptionAtRest } from '../encryption/encryption';
import type { Machines } from '../machines/machines';
import type { Etcd } from './etcd';

export interface ControlPlaneProps extends ComponentProps {
  /** DNS name under which every client reaches the API, outside of the cluster's own domain: `api.bank.example`. */
  readonly endpoint: string;
  /**
   * Network interface of the masters on the subnet of their site, such as `bond0`: it carries the VIP.
   * @default - none; required where a site has a VIP
   */
  readonly interface?: string;
  /** Port of the endpoint, on VIPs and masters; the API servers themselves listen on 6443. @default 8443 */
  readonly loadBalancerPort?: number;
  /** Domain of the cluster's own names. It can never be changed. @default 'cluster.local' */
  readonly dnsDomain?: string;
  /** Most pods that a host runs, at most 250: a host has a /24 for them. @default 110, as upstream tests it */
  readonly podsPerNode?: number;
  /**
   * Longest round trip between two sites with masters that is accepted: every write waits for one.
   * @default Duration.millis(10), up to which etcd is known to do well (rook/rook design/ceph/ceph-stretch-cluster.md)
   */
  readonly maxRoundTrip?: Duration;
  /**
   * Further names and addresses under which the API is reached: load balancers in front of the masters, and the name that
   * clients use after a fail-over. They are part of the certificate of every API server.
   * @default - none; endpoint, VIPs and masters are always part of it
   */
  readonly certSANs?: readonly string[];
  /** Where etcd runs. @default Etcd.stacked() */
  readonly etcd?: Etcd;
  /**
   * Keeps events in an etcd of their own on the masters, so that a storm of them delays no write that matters.
   * What is lost with it is at most an hour of events; the API is served without it too. Not beside an etcd outside.
   * @default - with stacked etcd from 1,000 hosts on (kubernetes/website content/en/docs/setup/best-practices/cluster-large.md)
   */
  readonly eventsEtcd?: boolean;
  /** How Secrets are encrypted in etcd. @default EncryptionAtRest.secretbox(), with a key made on the first master */
  readonly encryption?: EncryptionAtRest;
  /** Lifetime of every certificate but those of the certificate authorities, in whole days, at most three years. @default Duration.days(365) */
  readonly certificateValidity?: Duration;
  /**
   * Version of Kubernetes that runs today, such as `1.33.8`: the plan then has the upgrade to that of the environment.
   * @default - none: there is nothing to upgrade
   */
  readonly upgradeFrom?: string;
  /**
   * VRRP router of a site, 1 to 255, by its name: for subnets in which the bank's own routers hold ids already.
   * @default - 51 and above, by the place of the site in the landscape
   */
  readonly virtualRouterIds?: Readonly<Record<string, number>>;
  /** Names or addresses of the bank's time servers, for chrony. @default - none: time must be kept already, which is checked */
  readonly timeServers?: readonly string[];
  /** Where the machines come from. @default new ExistingMachines(), reached as root */
  readonly machines?: Machines;
  /** Writes cloud-init user data for every host, `hosts/HOST/user-data`, beside its files. @default false */
  readonly cloudInit?: boolean;
}
