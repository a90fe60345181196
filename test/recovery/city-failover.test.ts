import { Duration } from 'cdk8s';
import {
  Calico,
  CityFailover,
  type CityFailoverProps,
  ControlPlane,
  type Environment,
  EtcdSnapshots,
  files,
  Platform,
  type RecoveryPlan,
  render,
  RookCeph,
  STEP_TIMES,
} from 'tripod-iac';
import { bank, environment } from '../support/bank';
import { environmentOn } from '../support/environment';

/** Production and the environment that takes over from it, with what a test puts into both. */
function pair(fill: (environment: Environment) => void = () => undefined) {
  const platform = new Platform();
  const [from, to] = (['production', 'remote-dr'] as const).map((name) => {
    const made = environmentOn(platform, name, bank);
    const endpoint = `api.${name}.bank.example`;
    new ControlPlane(made, 'control-plane', { endpoint, interface: 'bond0' });
    new Calico(made, 'network');
    fill(made);
    return made;
  });
  return { from: from!, to: to! };
}

function failover(props: Partial<CityFailoverProps> = {}, fill?: (environment: Environment) => void) {
  const { from, to } = pair(fill);
  return new CityFailover(from, 'failover', { to, ...props });
}

const plans = (component: CityFailover) => component.facts as RecoveryPlan[];
const text = (component: CityFailover) =>
  component.steps.flatMap(({ title, commands }) => [title, ...commands]).join('\n');

describe('a plan for the loss of a city', () => {
  it('brings back what the other environment has too, and the endpoint of the API', () => {
    expect(plans(failover()).map(({ of }) => of)).toEqual([
      'etcd',
      'kubernetes-api',
      'kubernetes-endpoint',
      'cluster-dns',
      'typha',
    ]);
    const stored = failover(
      {},
      (made) => new RookCeph(made, 'storage', { sharedFilesystem: false, objectStore: false }),
    );
    expect(plans(stored).map(({ of }) => of)).toEqual(expect.arrayContaining(['ceph-mon', 'block']));
  });

  it('counts the decision, every step and the TTL of the records', () => {
    expect(plans(failover())[0]).toEqual({
      type: 'recovery-plan',
      of: 'etcd',
      title: 'loss of the city: remote-dr takes over',
      by: ['hf-a'],
      after: ['sh-a', 'sh-b', 'sh-w'],
      decision: Duration.minutes(30),
      steps: [
        { name: 'fence shanghai: power and links off', time: STEP_TIMES.fence },
        { name: 'look at the health of remote-dr', time: STEP_TIMES.health },
        { name: 'take over what stood in etcd alone', time: STEP_TIMES.objects },
        { name: 'lead the DNS records to remote-dr', time: STEP_TIMES.records },
        { name: 'verify as a user would', time: STEP_TIMES.verification },
      ],
      dns: Duration.minutes(5),
    });
  });

  it('stands in the plan of the environment that is lost, in order, for later', () => {
    const component = failover();
    const plan = files(render(component.environment!)).find(({ path }) => path === 'PLAN.md')?.text ?? '';
    const titles = [...plan.matchAll(/^### (Loss of shanghai, .*|The way back.*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      'Loss of shanghai, 1 of 6: the crisis manager on duty decides (30 min)',
      'Loss of shanghai, 2 of 6: fence shanghai: power and links off (20 min)',
      'Loss of shanghai, 3 of 6: look at the health of remote-dr (10 min)',
      'Loss of shanghai, 4 of 6: take over what stood in etcd alone (60 min)',
      'Loss of shanghai, 5 of 6: lead the DNS records to remote-dr (10 min)',
      'Loss of shanghai, 6 of 6: verify as a user would (15 min)',
      'The way back from remote-dr to production, announced days before',
    ]);
    expect(plan.indexOf('## Kept for later')).toBeLessThan(plan.indexOf('### Loss of shanghai, 1'));
  });

  it('fences before anything else: every host of the lost city, and none of the other', () => {
    const fence = failover().steps[1]?.commands.join('\n');
    for (const { address } of environment().hosts) expect(fence).toContain(` ${address}`);
    expect(fence).not.toContain('10.30.');
  });

  it('reads the last snapshot where one is made', () => {
    expect(text(failover())).toContain('No snapshot is taken of etcd');
    const store = { endpoint: 'https://s3.hefei.bank.example', bucket: 'etcd', storeSite: 'hf-a' };
    const read = failover({}, (made) => {
      if (made.name === 'production') new EtcdSnapshots(made, 'snapshots', store);
    });
    expect(text(read)).toContain('rclone copy store:etcd/production snapshot');
    expect(text(read)).toContain('--service-cluster-ip-range=10.96.0.0/16');
    expect(read.prerequisites.join('\n')).toContain('etcdutl');
  });

  it('leads the name of the API to the other city, and back', () => {
    const steps = failover().steps;
    expect(steps[4]?.commands).toContain('update add api.production.bank.example. 300 A 10.30.0.5');
    expect(steps.at(-1)?.commands).toContain('update add api.production.bank.example. 300 A 10.10.0.5');
  });

  it('needs no control plane of ours', () => {
    const platform = new Platform();
    const [from, to] = (['production', 'remote-dr'] as const).map((name) => environmentOn(platform, name, bank));
    const component = new CityFailover(from!, 'failover', { to: to! });
    expect(component.facts).toEqual([]);
    expect(text(component)).not.toContain('nsupdate');
  });

  it('may lead both ways', () => {
    const { from, to } = pair();
    const there = new CityFailover(from, 'failover', { to });
    const back = new CityFailover(to, 'failover', { to: from });
    expect(plans(there).map(({ of }) => of)).toContain('etcd');
    expect(plans(back).map(({ by }) => by)[0]).toEqual(['sh-a', 'sh-b', 'sh-w']);
  });
});

it.each<[keyof CityFailoverProps, Partial<CityFailoverProps>]>([
  ['decidedBy', { decidedBy: 'the head of operations' }],
  ['decision', { decision: Duration.minutes(45) }],
  ['dns', { dns: Duration.minutes(1) }],
  ['steps', { steps: { objects: Duration.minutes(90) } }],
  ['covers', { covers: ['etcd'] }],
])('%s has an effect', (_, props) => {
  const everything = (component: CityFailover) => [text(component), component.facts, component.prerequisites];
  expect(everything(failover(props))).not.toEqual(everything(failover()));
});

it.each<[string, object, RegExp]>([
  ['no environment', { to: undefined }, /to: got nothing, want another Environment; fix: pass the one/],
  ['a name', { to: 'remote-dr' }, /to: got remote-dr, want another Environment/],
  [
    'an environment in the same city',
    { to: environment('test') },
    /to: got test, with sh-t in shanghai, want sites in another city/,
  ],
  [
    'no decision',
    { decision: Duration.millis(0) },
    /decision: got 0 seconds, want .* one or more; fix: people take time/,
  ],
  ['no TTL', { dns: Duration.seconds(0) }, /dns: got 0 seconds, want .*; fix: name the TTL/],
  ['a TTL of half a second', { dns: Duration.millis(500) }, /dns: got 0.5 seconds/],
  ['a number for a time', { decision: 30 }, /decision: got 30, want a Duration/],
  ['nobody', { decidedBy: ' ' }, /decidedBy: got a blank text, want the role of a person/],
  [
    'a step of another name',
    { steps: { sleep: Duration.minutes(1) } },
    /steps\.sleep: got a time, want times of fence/,
  ],
  ['a step without a time', { steps: { fence: undefined } }, /steps\.fence: got nothing, want a Duration/],
  ['a list of steps', { steps: [] }, /steps: got an empty list, want times of fence/],
  ['things without names', { covers: ['', 5] }, /covers: got an empty text, 5, want names of things/],
])('refuses %s', (_, props, want) => {
  expect(() => failover(props as Partial<CityFailoverProps>)).toThrow(want);
});

it('refuses itself', () => {
  const { from } = pair();
  expect(() => new CityFailover(from, 'failover', { to: from })).toThrow(
    /to: got production, want another Environment/,
  );
});
