import { Duration } from 'cdk8s';
import { Fact, fixed, judge, loss, modelOf, type RecoveryPlan } from 'tripod-iac';
import { bank } from '../support/bank';

const ONE = ['sh-a-master-1'];

function planned(props: Partial<RecoveryPlan>): RecoveryPlan {
  const minute = Duration.minutes(1);
  return Fact.recoveryPlan('x', { title: 't', by: ['sh-a'], decision: minute, steps: [], dns: minute, ...props });
}

describe('facts that cannot be true', () => {
  it.each([
    [
      'two bodies of one name',
      [Fact.voters('x', { groups: fixed(ONE) }), Fact.replicas('x', { groups: fixed(ONE) })],
      'facts/x  facts: got voters, replicas, want one fact that says what it is made of; fix: give one of them another name',
    ],
    [
      'a host that does not exist',
      [Fact.voters('x', { groups: fixed(['sh-a-mastr-1']) })],
      'facts/x/groups[0]  hosts: got sh-a-mastr-1, want hosts of the landscape; fix: correct the names',
    ],
    [
      'more members than the rules let in',
      [Fact.replicas('x', { groups: [{ count: 3, hosts: ONE, rules: [{ domain: 'host', most: 1 }] }] })],
      'facts/x/groups[0]  rules: got 3 members for 1 hosts, want a placement that keeps every rule',
    ],
    [
      'no member',
      [Fact.copies('x', { groups: [{ count: 0, hosts: ONE }], minimum: 1 })],
      'facts/x/groups[0]  count: got 0, want a whole number above 0',
    ],
    [
      'a disk nowhere',
      [Fact.voters('x', { groups: fixed(ONE, { disk: 'sh-x' }) })],
      'facts/x  disk: got sh-x, want a site or host of the landscape',
    ],
    ['an outside nowhere', [Fact.outside('store', 'sh-x')], 'facts/store  site: got sh-x'],
    ['a user of a site that is none', [Fact.local('vip', 'sh-x')], 'facts/vip  site: got sh-x'],
    [
      'a plan that needs a site that is none',
      [
        Fact.recoveryPlan('x', {
          title: 't',
          by: ['sh-x'],
          decision: Duration.minutes(1),
          steps: [],
          dns: Duration.minutes(1),
        }),
      ],
      'facts/x  by: got sh-x',
    ],
    [
      'a plan that nobody decides',
      [planned({ decision: Duration.minutes(0) })],
      'facts/x  decision: got no time, want the time until somebody who may has decided on “t”',
    ],
    [
      'a plan that leads to another city, where no client finds it',
      [Fact.voters('x', { groups: fixed(ONE) }), planned({ by: ['hf-a'], dns: Duration.minutes(0) })],
      'facts/x  dns: got no time, want the TTL for which clients look for it in the city that “t” leaves',
    ],
    [
      'a judge that needs what it judges',
      [Fact.dependsOn('mon', 'disk'), Fact.dependsOn('disk', 'pool'), Fact.dependsOn('pool', 'mon')],
      'dependency: got mon → disk → pool → mon, want no thing that needs itself',
    ],
  ])('%s', (_, facts, message) => {
    expect(() => modelOf(bank, facts)).toThrow(message);
  });

  it('are all told at once', () => {
    const facts = [Fact.outside('store', 'sh-x'), Fact.voters('x', { groups: fixed(['nobody']) })];
    expect(() => modelOf(bank, facts)).toThrow(/^2 problems\n.*facts\/store.*\n.*facts\/x/);
  });
});

describe('a failure of something that is not there', () => {
  const model = modelOf(bank, [Fact.voters('x', { groups: fixed(ONE) })]);

  it.each([
    ['host', loss.host('nobody')],
    ['site', loss.site('sh-x')],
    ['site', loss.link('sh-a', 'sh-x')],
    ['site', loss.partition('sh-x')],
    ['city', loss.city('beijing')],
    ['rack of sh-a', loss.rack('sh-a', 'r9')],
    ['host', loss.power('sh-a-master-1', 'nobody')],
    ['host', loss.drain('nobody')],
    ['host', loss.process('haproxy', 'nobody')],
    ['host', loss.host('sh-a-master-1').and(loss.host('nobody'))],
    ['host', loss.host('sh-a-master-1').then(loss.host('nobody'))],
  ])('names what there is: %s', (what, failure) => {
    expect(() => judge(model, failure)).toThrow(`loss  ${what}: got`);
  });
});

describe('a failure', () => {
  it.each([
    [loss.host('a').and(loss.site('b')), 'host a + site b'],
    [loss.host('a').then(loss.site('b')), 'host a, then site b'],
    [loss.host('a').thenAfterRepair(loss.site('b')), 'host a, then after repair site b'],
    [loss.power('a', 'b'), 'power of a, b'],
    [loss.rack('a', 'r1'), 'rack r1 of a'],
    [loss.process('haproxy', 'a'), 'process haproxy on a'],
  ])('reads as what it is: %#', ({ name }, text) => {
    expect(name).toBe(text);
  });

  it('falls in order, and at once what is joined by `and`', () => {
    const [a, b, c] = ['sh-a-master-1', 'sh-a-master-2', 'sh-b-master-1'].map((name) => loss.host(name));
    expect(a!.and(b!).then(c!).in(bank).blows).toMatchObject([
      { lost: ['sh-a-master-1', 'sh-a-master-2'] },
      { lost: ['sh-b-master-1'] },
    ]);
    expect(a!.then(b!).and(c!).in(bank).blows).toMatchObject([
      { lost: ['sh-a-master-1'] },
      { lost: ['sh-a-master-2', 'sh-b-master-1'] },
    ]);
  });
});
