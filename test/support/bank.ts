import { Duration } from 'cdk8s';
import {
  city,
  cluster,
  edge,
  Environment,
  type EnvironmentProps,
  Landscape,
  link,
  masters,
  Platform,
  site,
  storage,
  voters,
  workers,
} from 'tripod-iac';

/** A small bank: one cluster over two sites and a witness, one in a second city, one for tests. */
export const bank = Landscape.of({
  cities: [
    city('shanghai', [
      site('sh-a', {
        role: 'active',
        subnet: '10.10.0.0/24',
        vip: '10.10.0.5',
        racks: ['a1', 'a2'],
        hosts: [masters(2), workers(4), storage(4), edge(2)],
      }),
      site('sh-b', {
        role: 'active',
        subnet: '10.11.0.0/24',
        vip: '10.11.0.5',
        racks: ['b1', 'b2'],
        hosts: [masters(2), workers(4), storage(4), edge(2)],
      }),
      site('sh-w', { role: 'witness', subnet: '10.12.0.0/24', hosts: [masters(1), voters(2)] }),
      site('sh-t', {
        role: 'active',
        subnet: '10.20.0.0/24',
        vip: '10.20.0.5',
        hosts: [masters(3), workers(3, { also: ['storage'], disks: storage(1).disks })],
      }),
    ]),
    city('hefei', [
      site('hf-a', {
        role: 'standby',
        subnet: '10.30.0.0/24',
        vip: '10.30.0.5',
        racks: ['h1', 'h2', 'h3'],
        hosts: [masters(3), workers(4), storage(4), edge(2)],
      }),
    ]),
  ],
  links: [
    link('sh-a', 'sh-b', { rtt: Duration.millis(1) }),
    link('sh-a', 'sh-w', { rtt: Duration.millis(2) }),
    link('sh-b', 'sh-w', { rtt: Duration.millis(2) }),
    link('sh-a', 'hf-a', { rtt: Duration.millis(12) }),
    link('sh-b', 'hf-a', { rtt: Duration.millis(12) }),
  ],
  clusters: [
    cluster('production', {
      sites: ['sh-a', 'sh-b', 'sh-w'],
      pods: '10.128.0.0/14',
      services: '10.96.0.0/16',
      talksTo: ['remote-dr'],
    }),
    cluster('remote-dr', { sites: ['hf-a'], pods: '10.132.0.0/14', services: '10.97.0.0/16' }),
    cluster('test', { sites: ['sh-t'], pods: '10.136.0.0/16', services: '10.98.0.0/16' }),
  ],
});

/** An environment of that bank, alone on a platform of its own. */
export function environment(
  name: 'production' | 'remote-dr' | 'test' = 'production',
  props: Partial<EnvironmentProps> = {},
): Environment {
  return new Environment(new Platform(), name, { landscape: bank, tier: name, ...props });
}
