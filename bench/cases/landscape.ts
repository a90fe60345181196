import {
  Calico,
  city,
  cluster,
  ControlPlane,
  Environment,
  files,
  Landscape,
  masters,
  Platform,
  render,
  site,
  workers,
} from 'tripod-iac';
import { report } from '../measure';

/** One site with as many hosts, its control plane and network, rendered to files. */
const hosts = Number(process.argv[2]);
const started = performance.now();
const landscape = Landscape.of({
  cities: [
    city('shanghai', [
      site('sh-a', {
        role: 'active',
        subnet: '10.0.0.0/16',
        vip: '10.0.255.1',
        racks: ['r1', 'r2', 'r3'],
        hosts: [masters(3), workers(hosts - 3)],
      }),
    ]),
  ],
  clusters: [cluster('production', { sites: ['sh-a'], pods: '10.128.0.0/9', services: '10.96.0.0/16' })],
});
const environment = new Environment(new Platform(), 'production', { landscape, tier: 'production' });
new ControlPlane(environment, 'control-plane', { endpoint: 'api.bank.example', interface: 'eth0' });
new Calico(environment, 'network');
report(files(render(environment)).length, hosts, started);
