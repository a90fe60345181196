import { Duration } from 'cdk8s';
import { Bandwidth, city, cluster, Landscape, link, masters, site, voters, workers } from 'tripod-iac';

/** Milliseconds of a round trip between the two cities, and from each to everybody else. */
const APART = Duration.millis(30);
const NEAR = Duration.millis(10);

/** The two cities, the place of the witnesses, and that of the users, which neither city's loss takes along. */
export const PRODUCTION = 'sh-a';
export const STANDBY = 'hf-a';
export const WITNESSES = 'bj-w';
export const USERS = 'gz-u';

/** Of pods and Services, on whichever side the cluster lives. */
const ADDRESSES = { pods: '10.128.0.0/14', services: '10.96.0.0/16' };

/** Two cities of one site each, and two places that outlive both. */
export function landscape(): Landscape {
  return Landscape.of({
    cities: [
      city('shanghai', [
        site(PRODUCTION, {
          role: 'active',
          subnet: '10.10.0.0/24',
          vip: '10.10.0.100',
          hosts: [masters(3, { from: '10.10.0.11' }), workers(1, { from: '10.10.0.21' })],
        }),
      ]),
      city('hefei', [
        site(STANDBY, {
          role: 'standby',
          subnet: '10.30.0.0/24',
          vip: '10.30.0.100',
          hosts: [masters(3, { from: '10.30.0.11' }), workers(2, { from: '10.30.0.21' })],
        }),
      ]),
      city('beijing', [
        site(WITNESSES, { role: 'witness', subnet: '10.40.0.0/24', hosts: [voters(3, { from: '10.40.0.11' })] }),
      ]),
      city('guangzhou', [
        site(USERS, { role: 'active', subnet: '10.50.0.0/24', hosts: [workers(1, { from: '10.50.0.53' })] }),
      ]),
    ],
    links: [
      link(PRODUCTION, STANDBY, { rtt: APART, bandwidth: Bandwidth.gigabits(10) }),
      link(PRODUCTION, WITNESSES, { rtt: NEAR }),
      link(STANDBY, WITNESSES, { rtt: NEAR }),
      link(USERS, PRODUCTION, { rtt: NEAR }),
      link(USERS, STANDBY, { rtt: NEAR }),
      link(USERS, WITNESSES, { rtt: NEAR }),
    ],
    clusters: [
      cluster('production', { sites: [PRODUCTION], ...ADDRESSES }),
      // A cold standby goes on with production's cluster: pods and Services keep their addresses.
      cluster('remote-dr', { sites: [STANDBY], ...ADDRESSES }),
    ],
  });
}
