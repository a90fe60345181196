import { Duration } from 'cdk8s';
import { Lasting } from '../../../lib/recovery/plan/action';
import { planDocuments } from '../../../lib/recovery/plan/documents';
import { Fence } from '../../../lib/recovery/plan/fence';
import type { RecoveryPlan } from '../../../lib/recovery/plan/recovery-plan';
import { smallPlan, step, steps } from './small-plan';

const texts = (settings: Partial<RecoveryPlan> = {}) =>
  new Map(
    planDocuments(smallPlan(settings)).map(({ path, text }) => [path.replace('recovery/city-failover/', ''), text]),
  );
const text = (path: string, settings: Partial<RecoveryPlan> = {}): string => texts(settings).get(path) ?? '';

describe('the documents of a plan', () => {
  it('are its programs, a runbook and a form for machines, below its name', () => {
    expect(planDocuments(smallPlan({ epoch: ['cat epoch'] })).map(({ path }) => path)).toEqual([
      'recovery/city-failover/epoch.sh',
      'recovery/city-failover/run.sh',
      'recovery/city-failover/steps/01-look-around.sh',
      'recovery/city-failover/steps/02-fence-east.sh',
      'recovery/city-failover/steps/03-open-ledger.sh',
      'recovery/city-failover/steps/04-apply-objects.sh',
      'recovery/city-failover/steps/05-lead-clients.sh',
      'recovery/city-failover/steps/06-use-it.sh',
      'recovery/city-failover/RUNBOOK.md',
      'recovery/city-failover/plan.json',
    ]);
  });

  it.each(['RUNBOOK.md', 'plan.json', 'steps/03-open-ledger.sh', 'epoch.sh'])('%s', (path) => {
    const shown = text(path, { epoch: ['cat "$SECRETS/epoch"'] });
    // What the programs add up to is no concern of this page.
    expect(shown.replace(/\b[0-9a-f]{64}\b/, 'SHA256')).toMatchSnapshot();
  });

  it('run.sh, as far as it knows this plan', () => {
    const run = text('run.sh');
    expect(run.slice(0, run.indexOf('\nusage()'))).toMatchSnapshot();
  });

  it('are listed in their order, also where there are a hundred steps', () => {
    const actions = Array.from({ length: 100 }, (_, index) => step(`s${index}`));
    const names = [...texts({ actions }).keys()].filter((path) => path.startsWith('steps/'));
    expect(names[0]).toBe('steps/001-s0.sh');
    expect([...names].sort()).toEqual(names);
  });

  it('have another fingerprint when a step changes, and not when only the runbook does', () => {
    const print = (settings: Partial<RecoveryPlan>): unknown =>
      (JSON.parse(text('plan.json', settings)) as { scripts: unknown }).scripts;
    const [first, ...others] = steps();
    expect(print({ needs: ['nothing'] })).toBe(print({}));
    expect(print({ actions: [{ ...first!, commands: ['false'] }, ...others] })).not.toBe(print({}));
    expect(print({ approvals: 1 })).not.toBe(print({}));
  });
});

describe('the runbook', () => {
  it.each([
    [undefined, 'Fence: none is needed'],
    [Fence.executed(), 'Fence: the plan stops production itself'],
    [Fence.self(), 'Fence: production stops itself, reached or not'],
    [
      Fence.external({ what: 'power', by: 'the data centre' }),
      'Fence: the data centre cuts production off from outside (power)',
    ],
    [Fence.attested('the DBA', 'the network team'), 'Fence: the DBA and the network team both attest'],
  ])('says what the fence is: %#', (fence, want) => {
    const actions = [step('cut', { phase: 'fence' })];
    expect(text('RUNBOOK.md', { fence, actions, epoch: ['true'] })).toContain(want);
  });

  it('adds up the times, and tells people apart from scripts', () => {
    const actions = [
      step('decide', {
        phase: 'decision',
        by: 'the head of IT',
        commands: [],
        verify: [],
        undo: [],
        time: Duration.minutes(30),
      }),
      step('cut', { phase: 'fence', undo: Lasting.nothing('time has passed') }),
      step('lead', { phase: 'traffic', time: Duration.hours(2) }),
      step('sweep', { phase: 'tidy' }),
    ];
    const runbook = text('RUNBOOK.md', { actions });
    expect(runbook).toContain('Clients are led to remote-dr after 2 h 30 min, and all is done after 2 h 30 min');
    expect(runbook).toContain('| 1 | Do decide (`decide`) | decision | the head of IT | 1800 s | 1800 s | |');
    expect(runbook).toContain('| 3 | Do lead (`lead`) | traffic | the script | 7200 s | 9005 s | |');
    expect(runbook).toContain('**the head of IT** does this by hand, then types `decide`.');
    expect(runbook).toContain('No way back: time has passed');
  });

  it('takes no mark in a command for the end of its block', () => {
    const actions = [step('only', { commands: ["cat <<'END'", '```', 'END'] })];
    expect(text('RUNBOOK.md', { actions })).toContain("````bash\ncat <<'END'\n```\nEND\n````");
  });
});
