import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import {
  Calico,
  city as cityOf,
  cluster,
  Component,
  Environment,
  Fact,
  fixed,
  Landscape,
  link,
  masters,
  Platform,
  site,
  Stage,
  storage,
  TripodError,
  voters,
  workers,
} from 'tripod-iac';
import { synth } from 'tripod-iac/synth';
import { blueprint, type Settings } from '../../stacks/blueprint';
import { landscape } from '../../stacks/landscape';
import { pair } from '../../stacks/pair';
import { production } from '../../stacks/production';
import { remoteDr } from '../../stacks/remote-dr';

/** Something that another team runs on the platform. */
class Database extends Component {
  constructor(scope: Environment, ...facts: readonly Fact[]) {
    super(scope, 'database', { stage: Stage.PLATFORM });
    this.fact(...facts);
  }
}

interface Variant {
  readonly settings?: Partial<Settings>;
  readonly bank?: Landscape;
  readonly facts?: readonly Fact[];
}

/** Production as it is shipped, with one thing changed. */
function shipped(platform: Platform, { settings = {}, bank = landscape(), facts = [] }: Variant): void {
  const shanghai = blueprint(platform, 'production', bank, { ...production, ...settings });
  const backup = { ...remoteDr.backup, reads: shanghai.backup };
  pair(shanghai, blueprint(platform, 'remote-dr', bank, { ...remoteDr, backup }));
  if (facts.length > 0) new Database(shanghai.environment, ...facts);
}

/** The sites and promises of production with nothing but a database: all of which the proof then speaks. */
function bare(platform: Platform, facts: readonly Fact[]): void {
  const { objectives, mirror } = production;
  const environment = new Environment(platform, 'production', {
    landscape: landscape(),
    tier: 'production',
    objectives,
    mirror,
  });
  new Calico(environment, 'network');
  new Database(environment, ...facts);
}

/** What synth says of production; empty if it accepts it. */
function said(fill: (platform: Platform) => void): string {
  const outdir = mkdtempSync(join(tmpdir(), 'tripod-refused-'));
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const platform = new Platform();
    fill(platform);
    synth(platform, { outdir, environments: ['production'] });
    return '';
  } catch (error) {
    if (error instanceof TripodError) return error.message;
    throw error;
  } finally {
    stderr.mockRestore();
    rmSync(outdir, { recursive: true });
  }
}

const city = (rpo: Duration, rto: Duration): Partial<Settings> => ({
  objectives: { ...production.objectives, city: { rpo, rto } },
});
const HOUR = Duration.hours(1);
const copied = Fact.asyncCopy('db', { to: 'hf-a', interval: Duration.minutes(5), transfer: Duration.minutes(1) });
const planned = Fact.recoveryPlan('db', {
  title: 'Hefei takes over',
  by: ['hf-a'],
  decision: Duration.minutes(30),
  steps: [{ name: 'promotion', time: Duration.minutes(5) }],
  dns: Duration.minutes(5),
});
const PLAN =
  'the plan “loss of the city: remote-dr takes over” takes the decision 30 min + look at what answers, and at the health of remote-dr 11 min + fence production (external) 21 min';

describe('production is written', () => {
  it('as it is', () => {
    expect(said((platform) => shipped(platform, {}))).toBe('');
  });

  it('with a database of three in three places, copied to Hefei, with a plan', () => {
    const groups = fixed(['sh-a-worker-1', 'sh-b-worker-1', 'sh-w-voter-1']);
    expect(said((platform) => shipped(platform, { facts: [Fact.voters('db', { groups }), copied, planned] }))).toBe('');
  });
});

describe('production is refused', () => {
  it.each<[string, Variant, readonly string[]]>([
    [
      'with two masters in each of two sites',
      { bank: evenMasters() },
      ['masters: got 4 (2 in sh-a, 2 in sh-b, 0 in sh-w), want an odd number', 'in a third site'],
    ],
    [
      'with the backup beside its source',
      { settings: { snapshots: { ...production.snapshots, storeSite: 'sh-b' } } },
      ['storeSite: got sh-b, one of the sites that the store protects', 'put the store where it outlives the cluster'],
    ],
    [
      'with a copy of a database beside its source',
      {
        facts: [
          Fact.voters('db', { groups: fixed(['sh-a-worker-1', 'sh-b-worker-1', 'sh-w-voter-1']) }),
          { ...copied, to: 'sh-b' },
          planned,
        ],
      },
      [
        'production/database  db without city shanghai: got everything is lost',
        'want at most 1 h of data lost; fix: keep a copy outside of the city: the one in sh-b is lost with its source',
      ],
    ],
    [
      'with three copies over two sites',
      {
        facts: [
          Fact.copies('db', {
            groups: [{ count: 3, hosts: sites('sh-a', 'sh-b', 'storage', 4), rules: [{ domain: 'host', most: 1 }] }],
            minimum: 2,
          }),
          copied,
          planned,
        ],
      },
      [
        'production/database  db without site sh-a (one of 2): got up to 6 min are lost (no copy is left; all 3 copies are lost',
        '3 of its 3 copies may stand there), want no acknowledged data lost',
      ],
    ],
    [
      'with a witness whose disk lies on a site that it arbitrates',
      {
        facts: [
          Fact.voters('db', {
            groups: [...fixed(['sh-a-worker-1', 'sh-b-worker-1']), ...fixed(['sh-w-voter-1'], { disk: 'sh-a' })],
          }),
          copied,
        ],
      },
      [
        'db without site sh-a: got down, and nothing brings it back',
        'and the disk of a voter elsewhere lies in sh-a',
        'fix: put the disk of the voter on sh-w-voter-1 where it stands, and not in sh-a',
      ],
    ],
    [
      'with an arbiter inside a data site',
      {
        facts: [Fact.voters('db', { groups: fixed(['sh-a-worker-1', 'sh-b-worker-1', 'sh-a-worker-2']) }), copied],
      },
      [
        'db without site sh-a: got down, and nothing brings it back (1 of 3 votes are left together, 2 are needed',
        '2 of its 3 voters stand there (sh-a-worker-1, sh-a-worker-2)',
        'no site holds more than 1: two equal halves never decide, a third site does',
      ],
    ],
    [
      'with an RPO equal to the interval',
      {
        settings: {
          ...city(Duration.minutes(30), Duration.hours(4)),
          snapshots: { ...production.snapshots, interval: Duration.minutes(30) },
        },
      },
      [
        'interval: got 30 minutes and 14 minutes 50 seconds to a finished copy',
        'loses up to 44 minutes 50 seconds, want at most 30 minutes, as `objectives.city.rpo` promises',
      ],
    ],
    [
      'with a database whose RPO is the interval of its copies',
      {
        facts: [
          Fact.voters('db', { groups: fixed(['sh-a-worker-1', 'sh-b-worker-1', 'sh-w-voter-1']) }),
          { ...copied, interval: HOUR },
          planned,
        ],
      },
      [
        'db without city shanghai: got up to 1 h 1 min are lost',
        'fix: copy every 59 min or more often: a copy is as old as the time between two (1 h) and its way (1 min)',
      ],
    ],
    [
      'with an RTO without the decision',
      { settings: city(HOUR, Duration.minutes(120)) },
      ['want service back within 2 h', PLAN],
    ],
    [
      'with an RTO without the TTL of DNS',
      { settings: city(HOUR, Duration.minutes(175)) },
      ['want service back within 2 h 55 min', 'the old address in DNS 5 min; shorten it, or promise no less than 3 h'],
    ],
  ])('%s', (_, variant, texts) => {
    const { facts } = variant;
    const message = said((platform) => (facts === undefined ? shipped(platform, variant) : bare(platform, facts)));
    texts.forEach((text) => expect(message).toContain(text));
  });
});

/** The bank, with no master in the witness room. */
function evenMasters(): Landscape {
  const active = (name: string, at: number) =>
    site(name, {
      role: name === 'hf-a' ? 'standby' : 'active',
      subnet: `10.${at}.0.0/24`,
      vip: `10.${at}.0.5`,
      racks: ['r1', 'r2', 'r3'],
      hosts: [masters(name === 'hf-a' ? 3 : 2), storage(4), workers(6)],
    });
  const witness = site('sh-w', { role: 'witness', subnet: '10.12.0.0/24', hosts: [voters(2)] });
  const rtt = Duration.millis(1);
  const pairs = [
    ['sh-a', 'sh-b'],
    ['sh-a', 'sh-w'],
    ['sh-b', 'sh-w'],
  ] as const;
  return Landscape.of({
    cities: [
      cityOf('shanghai', [active('sh-a', 10), active('sh-b', 11), witness]),
      cityOf('hefei', [active('hf-a', 30)]),
    ],
    links: pairs.map(([a, b]) => link(a, b, { rtt })),
    clusters: [
      cluster('production', { sites: ['sh-a', 'sh-b', 'sh-w'], pods: '10.128.0.0/14', services: '10.96.0.0/16' }),
      cluster('remote-dr', { sites: ['hf-a'], pods: '10.132.0.0/14', services: '10.97.0.0/16' }),
    ],
  });
}

function sites(a: string, b: string, role: string, count: number): readonly string[] {
  return [a, b].flatMap((site) => Array.from({ length: count }, (_, index) => `${site}-${role}-${index + 1}`));
}
