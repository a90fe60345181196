import type { Environment } from '../../../core';
import type { Bandwidth } from '../../../landscape';

/**
 * Bandwidth from the masters to the site of the store: that of the slowest link, since any master may make the snapshot.
 * Undefined where a site has no link to it with a known bandwidth.
 */
export function bandwidthTo(environment: Environment, storeSite: string | undefined): Bandwidth | undefined {
  if (storeSite === undefined) return undefined;
  const sites = new Set(environment.hostsWith('control-plane').map((host) => host.site));
  return environment.landscape.slowest([...sites].map((site) => [site, storeSite] as const));
}
