import type { Environment } from '../environment/environment';

/** The city whose loss takes the whole cluster; undefined for a cluster over several. */
export function onlyCity(environment: Environment): string | undefined {
  const cities = new Set(environment.sites.map((site) => site.city));
  return cities.size === 1 ? environment.sites[0]?.city : undefined;
}
