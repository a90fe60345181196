import type { Duration } from 'cdk8s';
import type { ComponentProps } from '../../core';

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
}
