import { Duration, Size } from 'cdk8s';
import {
  city,
  cluster,
  Component,
  Environment,
  type Fact as AnyFact,
  Fact,
  fixed,
  Landscape,
  link,
  Platform,
  prove,
  site,
  type SiteDeclaration,
  Stage,
  workers,
} from 'tripod-iac';
import { report } from '../measure';

/** Three sites of twenty racks, and components of five kinds in turn, each on other hosts than the one before. */
const [hosts = 0, components = 0] = process.argv.slice(2).map(Number);
const SITES = ['sh-a', 'sh-b', 'sh-c'];
const RACKS = Array.from({ length: 20 }, (_, index) => `r${index + 1}`);
const each = Math.floor(hosts / SITES.length);

function declared(name: string, index: number): SiteDeclaration {
  const group = workers(each + (index === 0 ? hosts - 3 * each : 0), { memory: Size.gibibytes(256) });
  return site(name, { role: 'active', subnet: `10.${10 + index}.0.0/16`, racks: RACKS, hosts: [group] });
}

const rtt = Duration.millis(1);
const landscape = Landscape.of({
  cities: [city('shanghai', SITES.map(declared))],
  links: [link('sh-a', 'sh-b', { rtt }), link('sh-a', 'sh-c', { rtt }), link('sh-b', 'sh-c', { rtt })],
  clusters: [cluster('production', { sites: SITES, pods: '10.128.0.0/9', services: '10.96.0.0/16' })],
});
const all = landscape.hosts.map(({ name }) => name);

/** Some hosts of a site, others for every component. */
function some(name: string, index: number, count: number): readonly string[] {
  const own = landscape.site(name).hosts;
  return Array.from({ length: count }, (_, at) => own[(index * 7 + at) % own.length]?.name ?? '');
}

const election = [{ to: 'host', timers: [{ name: 'election', time: Duration.seconds(2) }] }];

/** What a component of each kind is made of. */
const KINDS: readonly ((of: string, index: number) => readonly AnyFact[])[] = [
  (of, index) => [
    Fact.voters(of, {
      groups: fixed(SITES.flatMap((name, at) => some(name, index, at < 2 ? 2 : 1))),
      reactions: election,
    }),
    Fact.asyncCopy(of, { to: 'the other city', interval: Duration.minutes(30), transfer: Duration.minutes(5) }),
  ],
  (of) => [
    Fact.copies(of, { groups: [{ count: 3, hosts: all, rules: [{ domain: 'site', maxSkew: 1 }] }], minimum: 2 }),
  ],
  (of, index) => [
    Fact.copies(of, {
      groups: [
        {
          count: 4,
          hosts: SITES.slice(0, 2).flatMap((name) => some(name, index, 8)),
          rules: [
            { domain: 'host', most: 1 },
            { domain: 'site', maxSkew: 1 },
          ],
        },
      ],
      minimum: 2,
      spans: { domain: 'site', count: 2 },
      fallback: { minimum: 1 },
    }),
  ],
  (of) => [
    Fact.replicas(of, {
      groups: [
        {
          count: 6,
          hosts: all,
          rules: [
            { domain: 'site', maxSkew: 1 },
            { domain: 'host', most: 1 },
          ],
        },
      ],
      moves: Duration.minutes(7),
    }),
  ],
  (of, index) => [Fact.activePassive(of, { hosts: some('sh-a', index, 2), reactions: election })],
];

/** A component that tells facts; four of five need the one before it. */
class Told extends Component {
  constructor(scope: Environment, index: number) {
    super(scope, `part-${index}`, { stage: Stage.PLATFORM });
    const facts = KINDS[index % KINDS.length]?.(`part-${index}`, index) ?? [];
    this.fact(...facts, ...(index % 5 === 0 ? [] : [Fact.dependsOn(`part-${index}`, `part-${index - 1}`)]));
  }
}

const environment = new Environment(new Platform(), 'production', {
  landscape,
  tier: 'production',
  objectives: { site: { rpo: Duration.hours(1), rto: Duration.hours(1) } },
});
for (let index = 0; index < components; index++) new Told(environment, index);
const started = performance.now();
const { outcomes } = prove(environment);
report(
  outcomes.reduce((sum, { count }) => sum + count, 0),
  hosts,
  started,
);
