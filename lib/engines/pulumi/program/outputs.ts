import { type Output, unsecret } from '@pulumi/pulumi';
import type { Environment } from '../../../core';
import { clusterIn } from './kubeconfig';

/** How to reach a cluster. */
interface Access {
  readonly endpoint: Output<string>;
  /** Certificate of the authority that signed the API server's, in PEM; empty where the kubeconfig has none of its own. */
  readonly ca: Output<string>;
}

/** What of a kubeconfig is no secret; empty where it names no cluster. */
export function accessOf(kubeconfig: Output<string>): Access {
  const cluster = unsecret(kubeconfig.apply((text) => clusterIn(text) ?? { server: '', ca: '' }));
  return { endpoint: cluster.apply(({ server }) => server), ca: cluster.apply(({ ca }) => ca) };
}

/** The sites of an environment, as others may want to know them. */
export function sitesOf({ sites }: Environment) {
  return sites.map(({ name, city, role, subnet, vip, hosts }) => ({
    name,
    city,
    role,
    ...(subnet === undefined ? {} : { subnet: String(subnet) }),
    ...(vip === undefined ? {} : { vip }),
    hosts: hosts.map((host) => host.name),
  }));
}
