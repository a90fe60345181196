import { type Output, unsecret } from '@pulumi/pulumi';
import { parse } from 'yaml';
import type { Environment } from '../../../core';

/** How to reach a cluster. */
interface Access {
  readonly endpoint: Output<string>;
  /** Certificate of the authority that signed the API server's, in PEM; empty where the kubeconfig has none of its own. */
  readonly ca: Output<string>;
}

interface Kubeconfig {
  readonly 'current-context'?: string;
  readonly contexts?: readonly { readonly name: string; readonly context: { readonly cluster: string } }[];
  readonly clusters?: readonly {
    readonly name: string;
    readonly cluster: { readonly server: string; readonly 'certificate-authority-data'?: string };
  }[];
}

/** What of a kubeconfig is no secret. */
export function accessOf(kubeconfig: Output<string>): Access {
  const cluster = unsecret(kubeconfig.apply(clusterOf));
  return {
    endpoint: cluster.apply(({ server }) => server),
    ca: cluster.apply(({ 'certificate-authority-data': data = '' }) => Buffer.from(data, 'base64').toString()),
  };
}

function clusterOf(text: string) {
  const { contexts = [], clusters = [], 'current-context': current } = parse(text) as Kubeconfig;
  const context = contexts.find(({ name }) => name === current) ?? contexts[0];
  const found = clusters.find(({ name }) => name === context?.context.cluster) ?? clusters[0];
  return { server: '', ...found?.cluster };
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
