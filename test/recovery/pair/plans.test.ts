import { Duration } from 'cdk8s';
import {
  Fence,
  type Phase,
  PHASES,
  type RecoveryPlan as PlanFact,
  type RunnablePlan as RecoveryPlan,
} from 'tripod-iac';
import { paired, POWER, witness } from './sides';

const ids = ({ actions }: RecoveryPlan) => actions.map(({ id }) => id);
const of = (plan: RecoveryPlan | undefined, phase: Phase) =>
  (plan?.actions ?? []).filter((action) => action.phase === phase).map(({ id }) => id);

describe('the plans of a pair', () => {
  const { pair } = paired();
  const plans = Object.fromEntries(pair.plans.map((plan) => [plan.name, plan]));

  it('are one for each thing that may come', () => {
    expect(pair.plans.map(({ name, kind, from, to }) => [name, kind, from, to])).toEqual([
      ['city-failover', 'city-failover', 'production', 'remote-dr'],
      ['site-failover-sh-a', 'site-failover', 'production', 'production'],
      ['site-failover-sh-b', 'site-failover', 'production', 'production'],
      ['site-failover-sh-w', 'site-failover', 'production', 'production'],
      ['failback', 'failback', 'remote-dr', 'production'],
      ['switchover', 'switchover', 'production', 'remote-dr'],
      ['drill', 'drill', 'production', 'remote-dr'],
    ]);
  });

  it('fence before anything is opened, and lead users after it', () => {
    expect(ids(plans['city-failover']!)).toEqual([
      'what-answers',
      'health',
      'cut-off',
      'fetch-snapshot',
      'restore-snapshot',
      'show-snapshot',
      'name-missing',
      'bring-objects',
      'lead-api',
      'api-answers',
      'use-services',
      'forget-snapshot',
    ]);
    for (const { actions } of pair.plans) {
      const places = actions.map(({ phase }) => PHASES.indexOf(phase));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it('promote nothing for a site, nor in a drill', () => {
    for (const plan of pair.plans.filter(({ kind }) => kind === 'site-failover' || kind === 'drill')) {
      expect(plan.fence).toBeUndefined();
      expect([...of(plan, 'fence'), ...of(plan, 'data'), ...of(plan, 'traffic')]).toEqual([]);
    }
  });

  it('say what happens by itself when a site is lost', () => {
    const [shown] = plans['site-failover-sh-a']!.actions.filter(({ id }) => id === 'by-itself');
    expect(shown?.commands.join('\n')).toMatch(/etcd: .* \(up to \d+ s\)/);
    expect(shown?.time.toSeconds()).toBeGreaterThan(0);
  });

  it('lead the name of the API there, and back', () => {
    const commands = (name: string) => plans[name]?.actions.find(({ id }) => id === 'lead-api')?.commands.join('\n');
    expect(commands('city-failover')).toContain('update add api.production.bank.example. 300 A 10.30.0.5');
    expect(commands('failback')).toContain('update add api.production.bank.example. 300 A 10.10.0.5');
  });

  it('are written to be run and to be read', () => {
    const paths = pair.documents.map(({ path }) => path);
    for (const name of Object.keys(plans))
      expect(paths).toEqual(expect.arrayContaining([`recovery/${name}/run.sh`, `recovery/${name}/RUNBOOK.md`]));
    expect(paths).toContain('recovery/pair/DIFFERENCES.md');
    expect(pair.steps.map(({ when }) => when)).toEqual(pair.plans.map(() => 'later'));
  });
});

describe('the fence', () => {
  const fences: readonly [string, Parameters<typeof paired>[0], readonly string[]][] = [
    ['cut off from outside', { fence: POWER }, ['cut-off']],
    ['cut off, with a witness', { fence: POWER, witness: witness() }, ['cut-off', 'take-epoch']],
    ['its own', { fence: Fence.self(), witness: witness() }, ['take-epoch', 'wait-for-leases']],
    [
      'attested',
      { fence: Fence.attested('the head of network', 'the head of data centres') },
      ['attest-1', 'attest-2'],
    ],
  ];

  it.each(fences)('is %s', (_, props, want) => {
    const [plan] = paired(props).pair.plans;
    expect(of(plan, 'fence')).toEqual(want);
    expect(plan?.epoch === undefined).toBe(props?.witness === undefined);
  });

  it('is executed in good order, and the epoch is taken once the old side is closed', () => {
    const { pair } = paired({ fence: Fence.self(), witness: witness() });
    const plan = pair.plans.find(({ kind }) => kind === 'switchover');
    expect(plan?.fence?.kind).toBe('executed');
    expect(of(plan, 'fence')).toEqual(['take-epoch', 'wait-for-leases', 'stop-writing']);
  });
});

describe('what the proof is told', () => {
  const facts = (props: Parameters<typeof paired>[0] = {}) => paired(props).pair.facts as PlanFact[];

  it('brings back what the other side has too, and the endpoint of the API', () => {
    expect(facts().map(({ of: thing }) => thing)).toEqual([
      'etcd',
      'kubernetes-api',
      'kubernetes-endpoint',
      'cluster-dns',
      'typha',
    ]);
    expect(facts({ covers: ['etcd'] }).map(({ of: thing }) => thing)).toEqual(['etcd']);
  });

  it('counts the steps of the plan for the city, the decision and the TTL', () => {
    expect(facts()[0]).toEqual({
      type: 'recovery-plan',
      of: 'etcd',
      title: 'loss of the city: remote-dr takes over',
      by: ['hf-a'],
      after: ['sh-a', 'sh-b', 'sh-w'],
      decision: Duration.minutes(30),
      steps: [
        { name: 'look at what answers, and at the health of remote-dr', time: Duration.seconds(660) },
        { name: 'fence production (external)', time: Duration.seconds(1200) },
        { name: 'remote-dr takes over the data', time: Duration.seconds(540) },
        { name: 'take over what stood in etcd alone', time: Duration.seconds(3660) },
        { name: 'lead the DNS records to remote-dr', time: Duration.seconds(600) },
        { name: 'verify as a user would', time: Duration.seconds(960) },
      ],
      dns: Duration.minutes(5),
    });
  });
});

const usual = paired().pair;
const USUAL = [usual.facts, usual.prerequisites, usual.plans];

it.each<[string, Parameters<typeof paired>[0]]>([
  ['fence', { fence: Fence.attested('a', 'b') }],
  ['witness', { witness: witness() }],
  ['decidedBy', { decidedBy: 'the head of operations' }],
  ['decision', { decision: Duration.minutes(45) }],
  ['approvals', { approvals: 1 }],
  ['doneBy', { doneBy: 'the shift' }],
  ['dns', { dns: Duration.minutes(1) }],
  ['times', { times: { objects: Duration.minutes(90) } }],
  ['covers', { covers: ['etcd'] }],
])('%s has an effect', (_, props) => {
  const { pair } = paired(props);
  expect([pair.facts, pair.prerequisites, pair.plans]).not.toEqual(USUAL);
});
