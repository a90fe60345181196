import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { Fact, fixed, judge, type Loss, loss, modelOf, type ThingVerdict } from 'tripod-iac';
import { bank } from '../support/bank';
import { hostsOf, layout } from './cases/layout';

const sites = { a: 3, b: 3, c: 2 };
const landscape = layout(sites);
const hosts = hostsOf(sites);
const spread = { domain: 'site', maxSkew: 1 } as const;

/** Things of every kind, some of which need others, also only to start. */
const facts: readonly Fact[] = [
  Fact.voters('etcd', { groups: fixed(['a1', 'a2', 'b1', 'b2', 'c1']) }),
  Fact.voters('galera', {
    membership: 'following',
    groups: [...fixed(['a1', 'b1']), ...fixed(['c1'], { data: false })],
  }),
  Fact.voters('far', { groups: [...fixed(['a3', 'b3']), ...fixed(['c2'], { disk: 'a' })] }),
  Fact.copies('pool', { groups: [{ count: 3, hosts, rules: [spread] }], minimum: 2 }),
  Fact.dependsOn('pool', 'etcd'),
  Fact.activePassive('db', { hosts: ['a2', 'a1'], stores: 'asynchronous' }),
  Fact.replicas('registry', { groups: [{ count: 1, hosts: ['a3', 'b3'] }] }),
  Fact.replicas('web', { groups: [{ count: 2, hosts, rules: [spread] }], moves: Duration.minutes(7) }),
  Fact.dependsOn('web', 'registry', 'starting'),
  Fact.dependsOn('web', 'pool', 'data'),
];

const parts: readonly Loss[] = [
  ...hosts.map((host) => loss.host(host)),
  ...['a', 'b', 'c'].map((site) => loss.site(site)),
  loss.power('a1', 'b1'),
  loss.drain('a1'),
  loss.link('a', 'b'),
  loss.partition('c'),
];
const part = fc.constantFrom(...parts);
const failure = fc
  .tuple(part, fc.option(part), fc.option(part), fc.boolean(), fc.boolean())
  .map(([a, b, c, first, second]) => {
    const two = b === null ? a : first ? a.thenAfterRepair(b) : a.then(b);
    return c === null ? two : second ? two.thenAfterRepair(c) : two.and(c);
  });

const said = (found: ReadonlyMap<string, ThingVerdict>) => Object.fromEntries(found);

it('says of a failure the same whatever it was asked before', () => {
  fc.assert(
    fc.property(fc.array(failure, { minLength: 2, maxLength: 6 }), (failures) => {
      const model = modelOf(landscape, facts);
      failures.forEach((each) => judge(model, each));
      for (const each of failures)
        expect(said(judge(model, each))).toEqual(said(judge(modelOf(landscape, facts), each)));
    }),
    { numRuns: 20 },
  );
});

it('asks what a start needs each time', () => {
  const one = { groups: [{ count: 1, hosts: ['sh-a-worker-1', 'sh-b-worker-1'] }], moves: Duration.minutes(7) };
  const registry = Fact.replicas('registry', { groups: fixed(['sh-a-worker-2']) });
  const facts = [Fact.replicas('app', one), registry, Fact.dependsOn('app', 'registry', 'starting')];
  const model = modelOf(bank, facts);
  expect(judge(model, loss.host('sh-a-worker-1')).get('app')?.availability).toBe('available');
  expect(judge(model, loss.site('sh-a')).get('app')?.availability).toBe('down');
});

it('tells the active one from the passive', () => {
  const db = Fact.activePassive('db', { hosts: ['a2', 'a1'], stores: 'asynchronous' });
  const model = modelOf(landscape, [db]);
  expect(['a1', 'a2'].map((host) => judge(model, loss.host(host)).get('db')?.data)).toEqual(['safe', 'lost']);
});

it('takes facts for what they are in each landscape', () => {
  const apart = [Fact.copies('x', { groups: [{ count: 2, hosts: ['a1', 'b1'], rules: [spread] }], minimum: 1 })];
  const together = layout({ a: 1, b: 1 });
  expect(judge(modelOf(landscape, apart), loss.site('a')).get('x')?.availability).toBe('degraded');
  expect(judge(modelOf(together, apart), loss.site('a')).get('x')?.availability).toBe('degraded');
  const many = layout({ a: 2, b: 2 });
  const skewed = [Fact.copies('x', { groups: [{ count: 2, hosts: ['a1', 'a2', 'b1'], rules: [spread] }], minimum: 2 })];
  expect(judge(modelOf(many, skewed), loss.host('a1')).get('x')?.availability).toBe('down');
  expect(judge(modelOf(landscape, skewed), loss.host('a1')).get('x')?.availability).toBe('down');
});

it('repairs as often as it is told to', () => {
  const pool = Fact.copies('x', {
    groups: [{ count: 2, hosts: ['a1', 'a2', 'a3', 'b1'], rules: [{ domain: 'host', most: 1 }] }],
    minimum: 1,
  });
  const [a1, a2, a3] = ['a1', 'a2', 'a3'].map((host) => loss.host(host));
  const model = modelOf(landscape, [pool]);
  const data = (each: Loss) => judge(model, each).get('x')?.data;
  expect(data(a1!.thenAfterRepair(a2!).thenAfterRepair(a3!))).toBe('at risk');
  expect(data(a1!.and(a2!).thenAfterRepair(a3!))).toBe('lost');
});

it('places three members over thirty hosts in every way', () => {
  const wide = layout({ a: 30 });
  const hosts = hostsOf({ a: 30 });
  const groups = [{ count: 3, hosts, rules: [{ domain: 'host', most: 1 }] as const }];
  const item = Fact.copies('x', { groups, minimum: 2, spans: { domain: 'host', count: 2 } });
  const model = modelOf(wide, [item]);
  const [first, second, third] = hosts.slice(-3).map((host) => loss.host(host));
  expect(judge(model, first!.and(second!)).get('x')).toMatchObject({ availability: 'down', data: 'at risk' });
  expect(judge(model, first!.and(second!).and(third!)).get('x')).toMatchObject({ data: 'lost' });
});

it('judges hundreds of pods behind a cut without counting every way', () => {
  const web = Fact.replicas('web', { groups: [{ count: 600, hosts }], moves: Duration.minutes(7) });
  expect(judge(modelOf(landscape, [web]), loss.partition('a')).get('web')?.availability).toBe('degraded');
  expect(judge(modelOf(landscape, [web]), loss.site('a')).get('web')?.availability).toBe('available');
});
