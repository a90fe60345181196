import { Calico, city, cluster, Environment, Landscape, masters, Platform, site, workers } from 'tripod-iac';
import { readVendored } from 'tripod-iac/vendor';

/** The smallest environment that works: one site, and a network. */
export function bank(name: string, vendored = readVendored('vendor')): Environment {
  const hosts = [masters(3), workers(3)];
  const landscape = Landscape.of({
    cities: [city('suzhou', [site('sz-a', { role: 'active', subnet: '10.40.0.0/24', vip: '10.40.0.5', hosts })])],
    clusters: [cluster(name, { sites: ['sz-a'], pods: '10.128.0.0/16', services: '10.96.0.0/16' })],
  });
  const environment = new Environment(new Platform(), name, { landscape, tier: 'production', vendored });
  new Calico(environment, 'network');
  return environment;
}
