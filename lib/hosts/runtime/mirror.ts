import { type Environment, type HostFileProps, IMAGES } from '../../core';
import { REGISTRIES } from './containerd';

/** Upstream registries of the catalogue, whose images the mirror holds. */
const UPSTREAM: readonly string[] = [
  ...new Set(Object.values(IMAGES).map(({ repository }) => repository.split('/')[0] ?? '')),
].sort();

/**
 * Leads every upstream registry to the mirror, for what asks upstream in spite of all: a chart, a binary, a tenant.
 * Without an air gap upstream itself is asked last.
 */
export function mirrorFiles({ mirror, airGapped }: Environment): readonly Omit<HostFileProps, 'host'>[] {
  const { prefix } = mirror;
  if (prefix === undefined) return [];
  return UPSTREAM.map((registry) => ({
    path: `${REGISTRIES}/${registry}/hosts.toml`,
    content: airGapped ? only(api(prefix, registry)) : first(api(prefix, registry)),
  }));
}

/** Root of the registry API, with the path below which the mirror keeps a registry. */
function api(prefix: string, registry: string): string {
  const [host, ...path] = prefix.split('/');
  return `https://${[host, 'v2', ...path, registry].join('/')}`;
}

function only(url: string): string {
  return `server = "${url}"
capabilities = ["pull", "resolve"]
override_path = true
`;
}

function first(url: string): string {
  return `[host."${url}"]
  capabilities = ["pull", "resolve"]
  override_path = true
`;
}
