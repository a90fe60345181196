/** A platform as a stranger writes it in plain JavaScript: etcd over three sites, of which one votes only. */
export const PLATFORM = `
const { Duration } = require('cdk8s');
const all = require('tripod-iac');
const { city, cluster, Component, Environment, Fact, fixed, Landscape, link, masters, none, Platform, site, Stage } = all;

const rtt = { rtt: Duration.millis(1) };
const landscape = Landscape.of({
  cities: [
    city('shanghai', [
      site('east', { role: 'active', subnet: '10.1.0.0/24', vip: '10.1.0.9', hosts: [masters(2)] }),
      site('west', { role: 'active', subnet: '10.2.0.0/24', vip: '10.2.0.9', hosts: [masters(2)] }),
      site('vote', { role: 'witness', subnet: '10.3.0.0/24', hosts: [masters(1)] }),
    ]),
  ],
  links: [link('east', 'west', rtt), link('east', 'vote', rtt), link('west', 'vote', rtt)],
  clusters: [
    cluster('main', { sites: ['east', 'west', 'vote'], pods: '10.64.0.0/16', services: '10.80.0.0/16' }),
  ],
});

class Votes extends Component {
  constructor(scope, id, hosts) {
    super(scope, id, { stage: Stage.HOSTS });
    this.fact(Fact.voters('votes', { groups: fixed(hosts) }));
  }
}

exports.platform = () => {
  const platform = new Platform();
  const objectives = { site: { rpo: none, rto: Duration.minutes(5) } };
  const environment = new Environment(platform, 'main', { landscape, tier: 'production', objectives });
  new Votes(environment, 'database', environment.hosts.map((host) => host.name));
  return { platform, environment };
};
`;

export const PROGRAM = `
const { run, synth } = require('tripod-iac/synth');
const { platform } = require('./platform.cjs');
console.log('what a program says by itself');
run(() => synth(platform().platform));
`;

export const MATCHER_TEST = `
require('tripod-iac/jest');
const { expect: imported } = require('@jest/globals');
const { loss } = require('tripod-iac');
const { environment } = require('./platform.cjs').platform();

test('with the global expect', () => expect(environment).toSurvive(loss.site('west')));
test('with an imported one', () => imported(environment).not.toSurvive(loss.site('west').and(loss.site('vote'))));
test('says why', () => {
  expect(() => expect(environment).toSurvive(loss.city('shanghai'))).toThrow(/votes: down/);
});
`;

const USE = `
import 'tripod-iac/jest';
import { Duration } from 'cdk8s';
import { type Environment, loss, none } from 'tripod-iac';

export function use(environment: Environment): void {
  expect(environment).toSurvive(loss.site('west'), { rpo: none, rto: Duration.minutes(5), things: ['votes'] });
  expect(environment).not.toSurvive(loss.host('a').and(loss.host('b')).then(loss.site('west')));
  // @ts-expect-error a name is no loss
  expect(environment).toSurvive('site west');
  // @ts-expect-error a time has a unit
  expect(environment).toSurvive(loss.site('west'), { rto: 5 });
}
`;

export const TYPED_TESTS: Readonly<Record<string, string>> = {
  'global.cts': USE,
  'global.mts': USE,
  'imported.cts': `import { expect } from '@jest/globals';${USE}`,
  'imported.mts': `import { expect } from '@jest/globals';${USE}`,
};
