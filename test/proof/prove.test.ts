import { Duration } from 'cdk8s';
import {
  Component,
  type Environment,
  Fact,
  fixed,
  loss,
  none,
  type Objectives,
  type Outcome,
  prove,
  shortest,
  Stage,
} from 'tripod-iac';
import { environment } from '../support/bank';

/** A component that is nothing but what it says about itself. */
class Told extends Component {
  constructor(scope: Environment, id: string, ...facts: readonly Fact[]) {
    super(scope, id, { stage: Stage.PLATFORM });
    this.fact(...facts);
  }
}

const FIVE = ['sh-a-master-1', 'sh-a-master-2', 'sh-b-master-1', 'sh-b-master-2', 'sh-w-master-1'];
const MINUTES = (rpo: number, rto: number) => ({ rpo: Duration.minutes(rpo), rto: Duration.minutes(rto) });

function proved(facts: readonly Fact[], objectives: Objectives = {}, props: object = {}) {
  const scope = environment('production', { objectives, ...props });
  new Told(scope, 'store', ...facts);
  return prove(scope);
}

const named = (outcomes: readonly Outcome[], name: string) => outcomes.find(({ failures }) => failures.includes(name));

describe('what is proved', () => {
  const { outcomes } = proved([Fact.voters('etcd', { groups: fixed(FIVE) })]);

  it('is told once for hosts that play the same part, and for each site by name', () => {
    expect(outcomes.filter(({ kind }) => kind === 'host')).toEqual([
      expect.objectContaining({
        failures: FIVE.map((host) => `host ${host}`),
        count: 5,
        verdicts: [
          {
            thing: 'etcd',
            availability: 'degraded',
            data: 'safe',
            recovery: 'auto',
            within: 0,
            because: '4 of 5 votes are left together, 3 are needed',
            shares: [],
          },
        ],
      }),
    ]);
    expect(outcomes.filter(({ kind }) => kind === 'site').map(({ name }) => name)).toEqual([
      'site sh-a',
      'site sh-b',
      'site sh-w',
    ]);
  });

  it('leaves out what touches nothing', () => {
    expect(named(outcomes, 'host sh-a-worker-1')).toBeUndefined();
  });

  it('has every link, every partition by its smaller part, and every city', () => {
    const names = (kind: string) => outcomes.filter((outcome) => outcome.kind === kind).map(({ name }) => name);
    expect(names('link')).toEqual(['link sh-a–sh-b', 'link sh-a–sh-w', 'link sh-b–sh-w']);
    expect(names('partition')).toEqual(['partition sh-b', 'partition sh-w', 'partition sh-a']);
    expect(names('city')).toEqual(['city shanghai']);
  });

  it('has pairs only where they do worse than each alone', () => {
    const pairs = outcomes.filter(({ kind }) => kind === 'host-and-site');
    expect(pairs.map(({ failures, verdicts }) => [failures, verdicts[0]?.availability, verdicts[0]?.data])).toEqual([
      [
        [
          'host sh-a-master-1 + site sh-b',
          'host sh-a-master-2 + site sh-b',
          'host sh-b-master-1 + site sh-a',
          'host sh-b-master-2 + site sh-a',
          'host sh-w-master-1 + site sh-a',
          'host sh-w-master-1 + site sh-b',
        ],
        'down',
        'at risk',
      ],
    ]);
    expect(outcomes.some(({ kind }) => kind === 'host-pair')).toBe(false);
  });

  it('has the scenarios that were asked for', () => {
    const scope = environment();
    new Told(scope, 'store', Fact.voters('etcd', { groups: fixed(FIVE) }));
    const found = prove(scope, [loss.power(...FIVE)]).outcomes.filter(({ kind }) => kind === 'scenario');
    expect(found).toMatchObject([{ verdicts: [{ availability: 'down', data: 'safe', recovery: 'human' }] }]);
  });

  it('has maintenance: a drained host still votes, one without power does not, and each role is upgraded', () => {
    const three = fixed(['sh-a-master-1', 'sh-b-master-1', 'sh-w-master-1']);
    const found = proved([Fact.voters('etcd', { groups: three })]).outcomes;
    const worst = (kind: string) =>
      found.filter((each) => each.kind === kind).map(({ verdicts }) => verdicts[0]?.availability);
    expect([worst('off-then-host'), worst('drained-then-host'), worst('upgrade')]).toEqual([
      ['down'],
      [],
      ['degraded'],
    ]);
  });

  it('marks what nobody misses', () => {
    const vip = [Fact.activePassive('vip', { hosts: FIVE.slice(0, 2) }), Fact.local('vip', 'sh-a')];
    const verdict = named(proved(vip).outcomes, 'site sh-a')?.verdicts[0];
    expect(verdict).toMatchObject({ availability: 'down', moot: true });
  });

  it('goes the same way twice', () => {
    const facts = [Fact.voters('etcd', { groups: fixed(FIVE) }), Fact.dependsOn('api', 'etcd')];
    expect(proved(facts)).toEqual(proved(facts));
  });
});

describe('a broken promise', () => {
  const etcd = Fact.voters('etcd', { groups: fixed(['sh-a-master-1', 'sh-a-master-2', 'sh-b-master-1']) });
  const copy = (to: string) =>
    Fact.asyncCopy('etcd', { to, interval: Duration.minutes(30), transfer: Duration.minutes(5) });
  const plan = Fact.recoveryPlan('etcd', {
    title: 'Shanghai is lost',
    by: ['hf-a'],
    decision: Duration.minutes(30),
    steps: [{ name: 'restore', time: Duration.minutes(20) }],
    dns: Duration.minutes(5),
  });

  it('names the failure, the thing, what is found and what would mend it', () => {
    expect(proved([etcd], { site: { rpo: none, rto: Duration.minutes(5) } }).breaches).toEqual([
      {
        objective: 'site',
        promise: 'rpo',
        failure: 'site sh-a',
        count: 1,
        thing: 'etcd',
        component: 'store',
        alsoBreaks: [],
        got: 'at risk',
        want: 'no acknowledged data lost',
        because:
          '1 of 3 votes are left together, 2 are needed; a write may be acknowledged by no others than the 2 that are lost',
        placement: '2 of its 3 voters stand there (sh-a-master-1, sh-a-master-2)',
        fix: 'spread the members so that no site holds all that a write may stand on, or accept the risk by name',
      },
      {
        objective: 'site',
        promise: 'rto',
        failure: 'site sh-a',
        count: 1,
        thing: 'etcd',
        component: 'store',
        alsoBreaks: [],
        got: 'down, and nothing brings it back',
        want: 'service back within 5 min',
        because:
          '1 of 3 votes are left together, 2 are needed; a write may be acknowledged by no others than the 2 that are lost',
        placement: '2 of its 3 voters stand there (sh-a-master-1, sh-a-master-2)',
        fix: 'spread its 3 votes so that no site holds more than 1: two equal halves never decide, a third site does, or give it a recovery plan',
      },
    ]);
  });

  it('is told of what lies at its root, with what falls with it', () => {
    const facts = [etcd, Fact.dependsOn('api', 'etcd'), Fact.dependsOn('portal', 'api')];
    const found = proved(facts, { site: MINUTES(1, 5) }).breaches;
    expect(found.map(({ thing, alsoBreaks }) => [thing, alsoBreaks])).toEqual([['etcd', ['api', 'portal']]]);
  });

  it('is known of every class, and told of the narrowest failure that breaks it so', () => {
    const pair = Fact.activePassive('db', { hosts: FIVE.slice(0, 2), stores: 'falls-back' });
    const all = { host: MINUTES(0, 5), rack: MINUTES(0, 5) };
    const { breaches } = proved([pair, Fact.dependsOn('app', 'db', 'data')], all, {
      acceptedRisks: [{ of: 'app', failure: 'host', reason: 'rebuilt from Git' }],
    });
    expect(breaches.map(({ objective, failure }) => [objective, failure])).toEqual([
      ['host', 'host sh-a-master-1'],
      ['rack', 'rack a1 of sh-a'],
    ]);
    expect(shortest(breaches)).toMatchObject([{ failure: 'host sh-a-master-1', alsoBreaks: ['app'] }]);
  });

  it('says where rules only let members stand', () => {
    const groups = [{ count: 2, hosts: ['sh-a-worker-1', 'sh-a-worker-2', 'sh-b-worker-1'] }];
    const [found] = proved([Fact.replicas('web', { groups })], { site: MINUTES(0, 5) }).breaches;
    expect(found).toMatchObject({ failure: 'site sh-a', placement: '2 of its 2 servers may stand there' });
  });

  it.each([
    ['no copy', [etcd, plan], MINUTES(60, 60), 'rpo', 'everything is lost', 'keep a copy of it outside of the city'],
    [
      'a copy beside its source',
      [etcd, plan, copy('sh-b')],
      MINUTES(60, 60),
      'rpo',
      'everything is lost',
      'keep a copy outside of the city: the one in sh-b is lost with its source',
    ],
    [
      'an RPO equal to the interval',
      [etcd, plan, copy('hf-a')],
      MINUTES(30, 60),
      'rpo',
      'up to 35 min are lost',
      'copy every 25 min or more often: a copy is as old as the time between two (30 min) and its way (5 min)',
    ],
    [
      'an RTO of the steps alone',
      [etcd, plan, copy('hf-a')],
      MINUTES(60, 20),
      'rto',
      'down, back by the plan within 55 min',
      'the plan “Shanghai is lost” takes the decision 30 min + restore 20 min + the old address in DNS 5 min; shorten it, or promise no less than 55 min',
    ],
    [
      'an RTO without the DNS record',
      [etcd, plan, copy('hf-a')],
      MINUTES(60, 50),
      'rto',
      'down, back by the plan within 55 min',
      'the old address in DNS 5 min',
    ],
    [
      'an RTO without the decision',
      [etcd, plan, copy('hf-a')],
      MINUTES(60, 25),
      'rto',
      'down, back by the plan within 55 min',
      'the decision 30 min',
    ],
    ['no plan', [etcd, copy('hf-a')], MINUTES(60, 60), 'rto', 'down, and nothing brings it back', 'recovery plan'],
  ] as const)('loss of the city: %s', (_, facts, city, promise, got, fix) => {
    const [found, ...others] = proved(facts, { city }).breaches;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ promise, got, fix: expect.stringContaining(fix) });
  });

  it('is none when all is kept to the minute', () => {
    expect(proved([etcd, plan, copy('hf-a')], { city: MINUTES(35, 55) }).breaches).toEqual([]);
  });

  it('is none where the bank accepts it by name', () => {
    const acceptedRisks = [{ of: 'etcd', failure: 'site', reason: 'rebuilt from Git' }];
    expect(proved([etcd], { site: MINUTES(0, 5) }, { acceptedRisks }).breaches).toEqual([]);
  });

  it('holds what the bank accepts instead', () => {
    const acceptedRisks = [{ of: 'etcd', failure: 'city', objective: MINUTES(35, 54), reason: 'rebuilt from Git' }];
    const found = proved([etcd, plan, copy('hf-a')], { city: MINUTES(1, 1) }, { acceptedRisks }).breaches;
    expect(found.map(({ promise, want }) => [promise, want])).toEqual([['rto', 'service back within 54 min']]);
  });

  it('is no accepted risk of a thing that does not exist', () => {
    const acceptedRisks = [{ of: 'etdc', failure: 'site', reason: 'rebuilt from Git' }];
    expect(() => proved([etcd], {}, { acceptedRisks })).toThrow(
      'production  acceptedRisks[0].of: got etdc, want one of etcd; fix: correct the name, or remove the entry',
    );
  });

  it('does not count a thing of one site when the site is lost', () => {
    const vip = [Fact.activePassive('vip', { hosts: FIVE.slice(0, 2) }), Fact.local('vip', 'sh-a')];
    expect(proved(vip, { site: MINUTES(0, 1) }).breaches).toEqual([]);
    expect(proved(vip.slice(0, 1), { site: MINUTES(0, 1) }).breaches).toHaveLength(1);
  });
});

describe('shared fates', () => {
  const fates = (...facts: readonly Fact[]) =>
    proved(facts).fates.map(({ thing, place, because }) => [thing, place, because]);

  it('finds members that a rack stops though no host of it does', () => {
    const groups = fixed(['sh-a-storage-1', 'sh-a-storage-3', 'sh-b-storage-1']);
    expect(fates(Fact.voters('mon', { groups }))).toEqual([
      ['mon', 'rack a1 of sh-a', expect.stringContaining('1 of 3 votes are left')],
    ]);
  });

  it('finds members that a site stops though no rack of it does', () => {
    const groups = fixed(['sh-a-storage-1', 'sh-a-storage-2', 'sh-b-storage-1']);
    expect(fates(Fact.voters('mon', { groups }))).toEqual([['mon', 'site sh-a', expect.any(String)]]);
  });

  it.each([
    ['site', 'sh-a', 'site sh-a'],
    ['city', 'sh-b', 'city shanghai'],
  ])('finds a copy in the %s of its source', (_, to, place) => {
    const copy = Fact.asyncCopy('db', { to, interval: Duration.minutes(5), transfer: Duration.minutes(1) });
    const db = Fact.activePassive('db', { hosts: ['sh-a-worker-1', 'sh-a-worker-2'], stores: 'synchronous' });
    const found = proved([db, copy]).fates.filter(({ because }) => because.includes('copy'));
    expect(found).toMatchObject([
      { thing: 'db', place, because: `its copy in ${to} is lost together with its source` },
    ]);
  });

  it('finds a store outside that stands beside its source', () => {
    const copy = Fact.asyncCopy('db', { to: 'nas', interval: none, transfer: Duration.minutes(1) });
    const db = Fact.activePassive('db', { hosts: ['sh-a-worker-1', 'sh-a-worker-2'], stores: 'synchronous' });
    expect(fates(db, copy, Fact.outside('nas', 'sh-a'))).toContainEqual([
      'db',
      'site sh-a',
      'its copy in nas is lost together with its source',
    ]);
  });

  it('finds a judge whose disk lies with those between whom it decides', () => {
    const groups = [...fixed(['sh-a-master-1', 'sh-b-master-1']), ...fixed(['sh-w-master-1'], { disk: 'sh-a' })];
    expect(fates(Fact.voters('witnessed', { groups }))).toContainEqual([
      'witnessed',
      'site sh-a',
      'the voter on sh-w-master-1 has its disk in sh-a, between whose voters and the others it decides',
    ]);
  });

  it('finds none where everything stands apart', () => {
    expect(fates(Fact.voters('etcd', { groups: fixed(FIVE) }))).toEqual([]);
  });
});

it('says what it takes for granted', () => {
  const copy = Fact.asyncCopy('app', { to: 'tape', interval: none, transfer: none });
  const facts = [Fact.dependsOn('app', 'dns'), Fact.dependsOn('app', 'registry', 'starting'), copy];
  expect(proved([...facts, Fact.outside('ldap')]).assumptions).toEqual([
    'dns works whenever app runs',
    'ldap works whatever is lost',
    'registry works whenever app starts',
    'tape keeps the copy of app whatever is lost',
  ]);
});
