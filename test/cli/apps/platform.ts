import { Duration } from 'cdk8s';
import { city, cluster, Landscape, link, masters, none, Platform, site } from 'tripod-iac';
import { environmentOn } from '../../support/environment';
import { mastersOf, Voting } from '../../support/voting';

/** As little as shows a site that may be lost, and one that may not. */
const landscape = Landscape.of({
  cities: [
    city('shanghai', [
      site('sh-a', {
        role: 'active',
        subnet: '10.10.0.0/24',
        vip: '10.10.0.5',
        racks: ['a1', 'a2'],
        hosts: [masters(2)],
      }),
      site('sh-b', { role: 'active', subnet: '10.11.0.0/24', vip: '10.11.0.5', hosts: [masters(2)] }),
      site('sh-w', { role: 'witness', subnet: '10.12.0.0/24', hosts: [masters(1)] }),
      site('sh-t', { role: 'active', subnet: '10.20.0.0/24', vip: '10.20.0.5', hosts: [masters(3)] }),
    ]),
  ],
  links: [
    link('sh-a', 'sh-b', { rtt: Duration.millis(1) }),
    link('sh-a', 'sh-w', { rtt: Duration.millis(2) }),
    link('sh-b', 'sh-w', { rtt: Duration.millis(2) }),
  ],
  clusters: [
    cluster('production', { sites: ['sh-a', 'sh-b', 'sh-w'], pods: '10.128.0.0/14', services: '10.96.0.0/16' }),
    cluster('test', { sites: ['sh-t'], pods: '10.136.0.0/16', services: '10.98.0.0/16' }),
  ],
});

/** Production keeps its promise; the test environment, on one site, promises what it cannot keep. */
export function platform(): Platform {
  const root = new Platform();
  const objectives = { site: { rpo: none, rto: Duration.minutes(5) } };
  const production = environmentOn(root, 'production', landscape, { objectives });
  new Voting(production, 'votes', mastersOf(production));
  const test = environmentOn(root, 'test', landscape, { objectives });
  new Voting(test, 'votes', mastersOf(test));
  return root;
}
