import { Duration } from 'cdk8s';
import { city, Fact, host, judge, Landscape, type Loss, modelOf, site, systems, type ThingVerdict } from 'tripod-iac';

const bank = Landscape.of({
  cities: [
    city('shanghai', [
      site('sh-a', { role: 'active', subnet: '10.1.0.0/24', hosts: [host('a1', { roles: ['worker'] })] }),
      site('sh-b', { role: 'active', subnet: '10.2.0.0/24', hosts: [host('b1', { roles: ['worker'] })] }),
      site('sh-c', { role: 'active', subnet: '10.3.0.0/24', hosts: [host('c1', { roles: ['worker'] })] }),
    ]),
    city('hefei', [
      site('hf-a', { role: 'standby', subnet: '10.4.0.0/24', hosts: [host('d1', { roles: ['worker'] })] }),
    ]),
  ],
  clusters: [],
});

const facts = [
  // One replica in each site of the city; two must have a payment before it is acknowledged.
  ...systems.kafka('payments', { hosts: ['a1', 'b1', 'c1'], replicationFactor: 3, minInsync: 2 }),
  // The controllers say who leads, also when sites cannot see each other.
  ...systems.kraft('controllers', { hosts: ['a1', 'b1', 'c1'] }),
  Fact.dependsOn('payments', 'controllers'),
  // Mirrored to the other city: every payment is there after five seconds.
  Fact.asyncCopy('payments', { to: 'hf-a', interval: Duration.seconds(0), transfer: Duration.seconds(5) }),
  Fact.recoveryPlan('payments', {
    title: 'take over in Hefei',
    by: ['hf-a'],
    decision: Duration.minutes(30),
    steps: [{ name: 'point the producers to Hefei', time: Duration.minutes(10) }],
    dns: Duration.minutes(5),
  }),
];

/** What a failure costs the payments. */
export function cost(failure: Loss): ThingVerdict {
  return judge(modelOf(bank, facts), failure).get('payments')!;
}
