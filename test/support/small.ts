import { Duration } from 'cdk8s';
import { city, cluster, type LandscapeProps, link, masters, site, workers } from 'tripod-iac';

/** A valid landscape, as small as one with every kind of part can be; made anew at each call, for a test to spoil. */
export function small() {
  return {
    cities: [
      city('east', [
        site('e1', { role: 'active', subnet: '10.1.0.0/24', vip: '10.1.0.9', hosts: [masters(2), workers(2)] }),
        site('e2', { role: 'active', subnet: '10.2.0.0/24', racks: ['r1', 'r2'], hosts: [masters(1), workers(3)] }),
      ]),
      city('west', [site('w1', { role: 'standby', subnet: '10.3.0.0/24', hosts: [masters(1)] })]),
    ],
    links: [
      link('e1', 'e2', { rtt: Duration.millis(1) }),
      link('e1', 'w1', { rtt: Duration.millis(12) }),
      link('e2', 'w1', { rtt: Duration.millis(13) }),
    ],
    clusters: [
      cluster('main', { sites: ['e1', 'e2'], pods: '10.64.0.0/16', services: '10.80.0.0/16', talksTo: ['spare'] }),
      cluster('spare', { sites: ['w1'], pods: '10.65.0.0/16', services: '10.81.0.0/16' }),
    ],
  } satisfies LandscapeProps;
}
