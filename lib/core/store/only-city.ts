import type { Duration } from 'cdk8s';
import type { Environment } from '../environment/environment';

/** The city whose loss takes the whole cluster; undefined for a cluster over several. */
export function onlyCity(environment: Environment): string | undefined {
  const cities = new Set(environment.sites.map((site) => site.city));
  return cities.size === 1 ? environment.sites[0]?.city : undefined;
}

/** What may be lost with that city; undefined where nothing is promised for it, or no city takes the cluster. */
export function rpoOfCity(environment: Environment): Duration | undefined {
  return onlyCity(environment) === undefined ? undefined : environment.objectives.city?.rpo;
}
