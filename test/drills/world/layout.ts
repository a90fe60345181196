import { files, type Host, type Landscape, type Rendering, type Site } from 'tripod-iac';
import { parseAllDocuments } from 'yaml';
import { KUBEADM_CONFIG } from '../../../lib/hosts/kubeadm/paths';
import { STANDBY_CONFIG } from '../../../lib/recovery/standby/scripts/paths';
import type { Loose } from '../../support/objects';

/** What a world needs to know of an environment, read from what was rendered for its hosts. */
export interface Layout {
  readonly landscape: Landscape;
  readonly sites: readonly Site[];
  readonly hosts: readonly Host[];
  /** The master on which the cluster begins; where all wait for another one's cluster, the first of them. */
  readonly first: string;
  /** `name:port` under which clients reach the API. */
  readonly endpoint: string;
  /** Interface that carries addresses and VIPs. */
  readonly nic: string;
}

/** @throws where no host begins a cluster */
export function layoutOf(rendering: Rendering): Layout {
  const { environment } = rendering;
  const masters = environment.hostsWith('control-plane');
  const first = masters.find(({ name }) => document(rendering, name, 'InitConfiguration') !== undefined);
  if (first === undefined) throw new Error(`${environment.name}: no host has a kubeadm.yaml with an InitConfiguration`);
  const sites = environment.sites.filter(({ name }) => masters.some(({ site }) => site === name));
  return {
    landscape: environment.landscape,
    sites,
    hosts: masters,
    first: first.name,
    endpoint: document(rendering, first.name, 'ClusterConfiguration')?.controlPlaneEndpoint,
    nic: nicOf(rendering) ?? 'bond0',
  };
}

/** A document of what kubeadm is told on a host; undefined where it has none of that kind. */
export function document(rendering: Rendering, host: string, kind: string): Loose {
  const text = contentOf(rendering, host, STANDBY_CONFIG) ?? contentOf(rendering, host, KUBEADM_CONFIG) ?? '';
  const documents: Loose[] = parseAllDocuments(text).map((entry) => entry.toJS());
  return documents.find((entry) => entry?.kind === kind);
}

/** Files of the hosts as they are handed over. */
export function hostFiles(rendering: Rendering): readonly { readonly path: string; readonly text: string }[] {
  return files(rendering).filter(({ path }) => path.startsWith('hosts/'));
}

/** Lines of /etc/hosts: what DNS would answer on a host of a site, whose own VIP is told first. */
export function namesFor(site: string, { sites, hosts, endpoint }: Layout): string {
  const name = endpoint.split(':')[0] ?? '';
  const own = sites.filter((other) => other.name === site);
  const vips = [...own, ...sites.filter((other) => other.name !== site)].flatMap(({ vip }) => vip ?? []);
  const entries = vips.length > 0 ? vips : hosts.map(({ address }) => address);
  return [
    '127.0.0.1 localhost',
    ...hosts.map((host) => `${host.address} ${host.name}`),
    ...entries.map((address) => `${address} ${name}`),
    '',
  ].join('\n');
}

function nicOf(rendering: Rendering): string | undefined {
  const conf = rendering.hostFiles.find(({ file }) => file.path === '/etc/keepalived/keepalived.conf');
  return conf === undefined ? undefined : /^ *interface (\S+)$/m.exec(conf.content)?.[1];
}

function contentOf(rendering: Rendering, host: string, path: string): string | undefined {
  return rendering.hostFiles.find(({ file }) => file.host.name === host && file.path === path)?.content;
}
