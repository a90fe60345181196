import { Duration } from 'cdk8s';
import { Calico, ControlPlane, type Environment, Landscape, none, render, RookCeph, type Rendering } from 'tripod-iac';
import type { FailureKind, Outcome, Proof, ProvedThing, ThingVerdict } from '../../../lib/proof';
import { Bandwidth, city, cluster, edge, link, masters, Platform, site, storage, voters, workers } from 'tripod-iac';
import { Environment as AnEnvironment } from 'tripod-iac';
import { environment } from '../../support/bank';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const OBJECTIVES = {
  host: { rpo: none, rto: Duration.minutes(6) },
  rack: { rpo: none, rto: Duration.minutes(6) },
  site: { rpo: none, rto: Duration.minutes(10) },
  city: { rpo: Duration.hours(1), rto: Duration.hours(4) },
};

/** A verdict in a word or two: the rest is what the words imply. */
const verdict = (thing: string, because: string, props: Partial<ThingVerdict> = {}): ThingVerdict => ({
  thing,
  because,
  availability: 'degraded',
  data: 'safe',
  recovery: 'auto',
  within: 2500,
  shares: [],
  ...props,
});

const outcome = (
  kind: FailureKind,
  failures: readonly string[],
  verdicts: readonly ThingVerdict[],
  count = failures.length,
): Outcome => ({ kind, name: failures[0] ?? '', failures, count, verdicts });

const names = (of: Environment, role: 'control-plane' | 'worker' | 'storage' | 'edge' | 'voter', site?: string) =>
  of
    .hostsWith(role)
    .filter((host) => site === undefined || host.site === site)
    .map(({ name }) => name);

function things(of: Environment): readonly ProvedThing[] {
  const control = names(of, 'control-plane');
  const work = names(of, 'worker');
  const disks = names(of, 'storage');
  const votes = [...disks, ...names(of, 'voter')];
  return [
    { name: 'etcd', component: 'control-plane', hosts: control, made: '5 voters, 3 needed' },
    { name: 'api', component: 'control-plane', hosts: control, made: '5 servers, 1 needed' },
    {
      name: 'api address sh-a',
      component: 'control-plane',
      hosts: names(of, 'control-plane', 'sh-a'),
      made: '1 of 2 active',
    },
    { name: 'typha', component: 'network', hosts: work, made: '3 replicas, apart by host' },
    { name: 'ceph monitors', component: 'storage', hosts: votes, made: '5 voters, 3 needed' },
    { name: 'block storage', component: 'storage', hosts: disks, made: '4 copies, 2 in each site' },
    { name: 'logs', component: 'logging', hosts: work, made: '2 copies, 1 acknowledged' },
    { name: 'jenkins', component: 'jenkins', hosts: work, made: '1 replica with a volume' },
    { name: 'etcd snapshots', component: 'etcd-snapshots', hosts: [], made: 'a copy every hour in hf-a' },
  ];
}

/** A proof by hand that has every kind of failure, and every word of a verdict. */
export function sampleProof(of: Environment): Proof {
  const control = names(of, 'control-plane');
  const work = names(of, 'worker');
  const disks = names(of, 'storage');
  const [a = '', b = '', w = ''] = of.sites.map(({ name }) => name);
  const steps = [
    { name: 'decision', time: 30 * MINUTE },
    { name: 'restore', time: 2 * HOUR + 50 * MINUTE },
    { name: 'DNS', time: 5 * MINUTE },
  ];
  const allDown = { availability: 'down', recovery: 'human', within: 3 * HOUR + 25 * MINUTE, shares: steps } as const;
  const hosts = (list: readonly string[]) => list.map((name) => `host ${name}`);
  const jenkins = verdict(
    'jenkins',
    'its volume may be mounted elsewhere once the lost host is surely off, and nobody makes sure',
    {
      availability: 'down',
      recovery: 'human',
      within: undefined,
    },
  );
  const site = (name: string) => [
    verdict('etcd', `${name === w ? 4 : 3} of 5 votes are left, 3 are needed`),
    verdict('block storage', `2 of 4 copies are left; the fewest that may exist at acknowledgement became 1`, {
      within: 45_000,
    }),
    verdict('logs', 'the copy in the other site serves; one copy was enough to acknowledge', {
      data: 'at risk',
      within: 90_000,
    }),
  ];
  const outcomes: Outcome[] = [
    outcome(
      'process',
      control.map((name) => `process haproxy on ${name}`),
      [
        verdict('api address sh-a', 'the other master of the site takes the address', {
          availability: 'available',
          within: 3600,
        }),
      ],
    ),
    outcome('host', hosts(control), [
      verdict('etcd', '4 of 5 votes are left, 3 are needed'),
      verdict('api', 'clients reconnect to another server', { within: 340_000 }),
    ]),
    outcome('host', hosts(work), [verdict('logs', 'one of 2 copies is left', { within: 330_000 }), jenkins]),
    outcome('host', hosts(disks), [verdict('block storage', '3 of 4 copies are left', { within: 20_000 })]),
    outcome('host', hosts([...names(of, 'edge'), ...names(of, 'voter')]), []),
    outcome(
      'rack',
      of.sites.flatMap(({ name, racks }) => racks.map((rack) => `rack ${rack} of ${name}`)),
      [
        verdict('block storage', '3 of 4 copies are left', { within: 20_000 }),
        verdict('etcd', '4 of 5 votes are left, 3 are needed'),
        jenkins,
      ],
    ),
    outcome(
      'site',
      [`site ${a}`, `site ${b}`],
      [
        verdict('api address sh-a', 'no member is left', {
          availability: 'down',
          recovery: 'human',
          within: undefined,
          moot: true,
        }),
        ...site(a),
        jenkins,
      ],
    ),
    outcome(
      'site',
      [`site ${w}`],
      [
        verdict('etcd', '4 of 5 votes are left, 3 are needed'),
        verdict('ceph monitors', '4 of 5 votes are left, 3 are needed'),
      ],
    ),
    outcome(
      'city',
      ['city shanghai'],
      [
        verdict('etcd', 'all hosts are lost; the plan restores the last snapshot in hf-a', {
          ...allDown,
          data: 'lost',
          loss: HOUR - 4 * MINUTE,
        }),
        verdict('api', 'etcd is down', allDown),
        verdict('block storage', 'all copies are lost, and there is no other', {
          ...allDown,
          data: 'lost',
          within: undefined,
        }),
        verdict('logs', 'all copies are lost, and there is no other', { ...allDown, data: 'lost', within: undefined }),
        { ...jenkins, because: 'block storage is down', data: 'lost' },
      ],
    ),
    outcome(
      'link',
      [`link ${a}–${b}`],
      [
        verdict('ceph monitors', `${a} and ${w} have the majority`, { within: 30_000 }),
        verdict('block storage', 'placement groups wait for both sites, until the monitors leave one out', {
          within: 60_000,
        }),
      ],
    ),
    outcome('link', [`link ${a}–${w}`, `link ${b}–${w}`], []),
    outcome('partition', [`partition ${a}`, `partition ${b}`], site(a)),
    outcome('partition', [`partition ${w}`], []),
    outcome('host-pair', pairs(control, ' + '), [verdict('etcd', '3 of 5 votes are left, 3 are needed')], 10),
    outcome(
      'host-pair',
      pairs(work, ' + '),
      [
        verdict('logs', 'both copies of a shard may have stood there', {
          availability: 'down',
          data: 'lost',
          recovery: 'human',
          within: undefined,
        }),
      ],
      (work.length * (work.length - 1)) / 2,
    ),
    outcome(
      'host-then-host',
      pairs(work, ', then '),
      [
        verdict('logs', 'both copies of a shard may have stood there before they were made again', {
          availability: 'read-only',
          data: 'at risk',
          within: 660_000,
        }),
      ],
      work.length * (work.length - 1),
    ),
    outcome(
      'host-and-site',
      control.filter((name) => name.startsWith(b)).map((name) => `host ${name} + site ${a}`),
      [
        verdict('etcd', '2 of 5 votes are left, 3 are needed', { ...allDown, within: 2 * HOUR }),
        verdict('api', 'etcd is down', { ...allDown, within: 2 * HOUR }),
      ],
    ),
    outcome(
      'host-then-site',
      control.filter((name) => name.startsWith(b)).map((name) => `host ${name}, then site ${a}`),
      [verdict('etcd', '2 of 5 votes are left, 3 are needed', { ...allDown, within: 2 * HOUR })],
    ),
    outcome(
      'site-then-host',
      disks.filter((name) => name.startsWith(b)).map((name) => `site ${a}, then host ${name}`),
      [verdict('block storage', '1 copy is left, and writes go on with it', { data: 'at risk', within: 20_000 })],
    ),
    outcome(
      'drained-then-host',
      pairs(control, ', then ').map((name) => name.replace('host', 'drain of')),
      [verdict('etcd', '4 of 5 votes are left: a drained host still votes')],
    ),
    outcome(
      'off-then-host',
      pairs(control, ', then ').map((name) => name.replace('host', 'power of')),
      [verdict('etcd', '3 of 5 votes are left, 3 are needed')],
    ),
    outcome(
      'scenario',
      [`power of ${b}-master-1, ${b}-master-2`],
      [verdict('etcd', '3 of 5 votes are left, 3 are needed')],
    ),
    outcome(
      'upgrade',
      ['upgrade of control-plane', 'upgrade of storage'],
      [verdict('etcd', 'one voter at a time is away', { within: 0 })],
    ),
  ];
  return {
    environment: of.name,
    objectives: OBJECTIVES,
    accepted: [
      ...(['host', 'rack', 'site'] as const).map((failure) => ({
        thing: 'jenkins',
        failure,
        reason: 'Builds can wait for a working day; pipelines stand in Git.',
      })),
      {
        thing: 'logs',
        failure: 'city',
        reason:
          'Audit logs are also sent to the archive in Hefei; the rest serves only the diagnosis of what is lost, too.',
      },
      { thing: 'jenkins', failure: 'city', reason: 'Hefei has a Jenkins of its own.' },
      {
        thing: 'block storage',
        failure: 'city',
        objective: { rpo: Duration.hours(24), rto: Duration.hours(12) },
        reason:
          'Tenants replicate their own databases to Hefei; volumes that are not replicated are restored from the nightly backup.',
      },
    ],
    things: things(of),
    outcomes,
    breaches: [],
    fates: [
      {
        thing: 'typha',
        place: `rack ${of.sites[0]?.racks[0]} of ${a}`,
        because: 'all three replicas may stand there: they are spread over hosts, not over racks',
        fix: 'spread them over racks, or over sites',
      },
    ],
    capacity: capacityOf(of),
    assumptions: [
      'DNS: nobody declares the name servers; they are taken to work.',
      'registry: registry.bank.example lies outside, and is needed to start pods on another host.',
      'Two hosts of one rack share power and switch; racks share nothing but their site.',
    ],
  };
}

const pairs = (list: readonly string[], by: string) =>
  list.flatMap((one, index) => list.slice(index + 1).map((other) => `host ${one}${by}host ${other}`)).slice(0, 100);

function capacityOf(of: Environment) {
  const total = (without?: string) => {
    const hosts = of.hosts.filter(({ site }) => site !== without);
    const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
    return {
      cpu: { total: sum(hosts.map(({ cpu }) => cpu)), asked: Math.round(of.hosts.length * 11.4) },
      memory: {
        total: sum(hosts.map(({ memory }) => memory.toKibibytes() * 1024)),
        asked: of.hosts.length * 31 * 2 ** 30,
      },
      pods: { total: hosts.length * 110, asked: of.hosts.length * 24 },
      storage: {
        total: hosts.filter(({ roles }) => roles.includes('storage')).length * 4 * 2 ** 40,
        asked: 9.5 * 2 ** 40,
      },
    };
  };
  return [
    { after: 'everything', ...total() },
    ...of.sites.map(({ name }) => ({ after: `without site ${name}`, ...total(name) })),
  ];
}

export interface Sample {
  readonly rendering: Rendering;
  readonly proof: Proof;
}

const sampleOf = (of: Environment): Sample => ({ rendering: render(of), proof: sampleProof(of) });

/** Production of the small bank, with some components. */
export function production(): Sample {
  const of = environment('production', { objectives: OBJECTIVES, mirror: 'registry.bank.example/mirror' });
  new ControlPlane(of, 'control-plane', { endpoint: 'api.prod.bank.example', interface: 'bond0' });
  new Calico(of, 'network');
  new RookCeph(of, 'storage');
  return sampleOf(of);
}

/** Its standby, which differs in sites, sizes and components. */
export function standby(): Sample {
  const of = environment('remote-dr', {
    objectives: { host: OBJECTIVES.host },
    mirror: 'registry.bank.example/mirror',
  });
  new ControlPlane(of, 'control-plane', { endpoint: 'api.dr.bank.example', interface: 'bond0' });
  new Calico(of, 'network');
  const proof = sampleProof(of);
  const host = proof.outcomes.filter(({ kind }) => kind === 'host' || kind === 'process');
  return {
    rendering: render(of),
    proof: { ...proof, objectives: { host: OBJECTIVES.host }, accepted: [], fates: [], outcomes: host },
  };
}

/** Three sites with 1,000 hosts in 20 racks each, 60 things, and hundreds of rows. */
export function large(): Sample {
  const racks = (prefix: string) => Array.from({ length: 20 }, (_, index) => `${prefix}-r${index + 1}`);
  const data = (subnet: string) => [masters(2), edge(8), storage(80), workers(400, { from: `${subnet}.1.1` })];
  const landscape = Landscape.of({
    cities: [
      city('shanghai', [
        site('sh-a', {
          role: 'active',
          subnet: '10.10.0.0/20',
          vip: '10.10.0.250',
          racks: racks('a'),
          hosts: data('10.10'),
        }),
        site('sh-b', {
          role: 'active',
          subnet: '10.11.0.0/20',
          vip: '10.11.0.250',
          racks: racks('b'),
          hosts: data('10.11'),
        }),
        site('sh-w', { role: 'witness', subnet: '10.12.0.0/24', racks: racks('w'), hosts: [masters(1), voters(19)] }),
      ]),
    ],
    links: [
      link('sh-a', 'sh-b', { rtt: Duration.millis(1), bandwidth: Bandwidth.gigabits(100) }),
      link('sh-a', 'sh-w', { rtt: Duration.millis(2), bandwidth: Bandwidth.gigabits(10) }),
      link('sh-b', 'sh-w', { rtt: Duration.millis(2), bandwidth: Bandwidth.gigabits(10) }),
    ],
    clusters: [
      cluster('production', { sites: ['sh-a', 'sh-b', 'sh-w'], pods: '10.128.0.0/10', services: '10.96.0.0/16' }),
    ],
  });
  const of = new AnEnvironment(new Platform(), 'production', { landscape, tier: 'production', objectives: OBJECTIVES });
  new Calico(of, 'network');
  new ControlPlane(of, 'control-plane', { endpoint: 'api.prod.bank.example', interface: 'bond0' });
  const base = sampleProof(of);
  const more = Array.from({ length: 51 }, (_, index): ProvedThing => {
    const hosts = of.hosts.filter((_, at) => at % (index + 2) === 0).map(({ name }) => name);
    return {
      name: `service-${index + 1}`,
      component: `tenant-${(index % 12) + 1}`,
      hosts,
      made: `${hosts.length} replicas`,
    };
  });
  const kinds: readonly FailureKind[] = ['host-pair', 'host-then-host', 'drained-then-host', 'off-then-host'];
  const rows = kinds.flatMap((kind, at) =>
    Array.from({ length: 150 }, (_, index) =>
      outcome(
        kind,
        pairs(
          of.hosts.slice(index * 5, index * 5 + 16).map(({ name }) => name),
          kind === 'host-pair' ? ' + ' : ', then ',
        ),
        more.slice(index % 40, (index % 40) + 10).map(({ name }, place) =>
          verdict(name, `${1 + ((index + place) % 9)} of ${10 + at} replicas are left, 2 are needed`, {
            availability: place === 9 && index % 7 === 0 ? 'read-only' : 'degraded',
            within: (1 + ((index * 7 + place) % 50)) * 6500,
          }),
        ),
        2400 + index,
      ),
    ),
  );
  const proof = { ...base, things: [...base.things, ...more], outcomes: [...base.outcomes, ...rows] };
  return { rendering: render(of), proof };
}
