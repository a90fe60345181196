import { type Environment, type HostFileProps, IMAGES } from '../../core';
import { REGISTRIES } from './containerd';

/** Upstream registries of the catalogue, whose images the mirror holds. */
const UPSTREAM: readonly string[] = [
  ...new Set(Object.values(IMAGES).map(({ repository }) => repository.split('/')[0] ?? '')),
].sort();

/**
 * Leads every upstream registry to the mirror, for what asks upstream in spite of all: a chart, a binary, a tenant. As the
 * `server` of a registry the mirror takes its place; as a host in front of it, an image that the mirror lacks would come
 * from the internet (containerd/containerd docs/hosts.md@v2.3.4).
 */
export function mirrorFiles({ mirror }: Environment): readonly Omit<HostFileProps, 'host'>[] {
  const { prefix } = mirror;
  if (prefix === undefined) return [];
  return UPSTREAM.map((registry) => ({
    path: `${REGISTRIES}/${registry}/hosts.toml`,
    content: `server = "${api(prefix, registry)}"
capabilities = ["pull", "resolve"]
override_path = true
`,
  }));
}

/** Root of the registry API, with the path below which the mirror keeps a registry. */
function api(prefix: string, registry: string): string {
  const [host, ...path] = prefix.split('/');
  return `https://${[host, 'v2', ...path, registry].join('/')}`;
}
