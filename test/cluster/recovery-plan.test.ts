import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { Lasting } from '../../lib/recovery/plan/action';
import { planFolders } from '../recovery/plan/folder';
import { smallPlan, step, steps } from '../recovery/plan/small-plan';

const folder = planFolders();
const ALL = ['look-around', 'fence-east', 'open-ledger', 'apply-objects', 'lead-clients', 'use-it'];
const CHANGING = ALL.slice(1, -1);

/** Texts that a shell or a table takes for its own where they are not quoted. */
const HOSTILE = 'don\'t `touch` $(HOME) "$X" \\n | ; & 失去上海 #> do';

describe('the programs of a plan', () => {
  const plans = {
    small: smallPlan(),
    'one step': smallPlan({ actions: [step('only')], approvals: 1, needs: [] }),
    'with a witness': smallPlan({ epoch: ['cat "$SECRETS/epoch"'] }),
    hostile: smallPlan({
      title: HOSTILE,
      decidedBy: HOSTILE,
      actions: [
        step('by-hand', { title: HOSTILE, by: HOSTILE, commands: ['# only said'], undo: new Lasting(HOSTILE) }),
        step('of-lines', {
          check: [],
          commands: ['ask() {', '  cat <<END', 'a', 'END', '}', 'ask', 'ask > "$STATE/x"'],
        }),
      ],
    }),
  };
  it.each(Object.entries(plans))('%s: pass shellcheck, and are those that the runbook names', (_, plan) => {
    const { plan: path, scripts } = folder(plan);
    const checked = spawnSync('shellcheck', ['-s', 'bash', ...scripts], { cwd: path, encoding: 'utf8' });
    expect(checked.stdout + checked.stderr).toBe('');
    const sum = spawnSync('bash', ['-c', 'LC_ALL=C; sha256sum *.sh steps/*.sh | sha256sum'], {
      cwd: path,
      encoding: 'utf8',
    });
    const print = sum.stdout.split(' ')[0]!;
    expect(readFileSync(join(path, 'RUNBOOK.md'), 'utf8')).toContain(print);
    expect(JSON.parse(readFileSync(join(path, 'plan.json'), 'utf8'))).toMatchObject({ scripts: print });
  });

  it('say their texts as they are, and run none of it', () => {
    const hostile = folder(plans.hostile);
    const { out, code } = hostile.run(['run', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain(`[1/2] ${HOSTILE} (by-hand), expected 5 s, by ${HOSTILE}`);
    expect(hostile.run(['--help']).out).toContain(HOSTILE);
  });
});

describe('a run', () => {
  it('does every step once and in order, and leaves a record', () => {
    const plan = folder(smallPlan());
    const { code, out, errors } = plan.approveAndRun(['Ann Lee', '王伟'], '--lost-at', '90 seconds ago');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(plan.done()).toEqual(CHANGING.map((id) => `${id} 1`));
    expect(plan.outcomes).toEqual(ALL.map((id) => `${id} done`));
    expect(plan.record[2]).toMatchObject({ who: 'Ann Lee', 'approved by': 'Ann Lee, 王伟', loss: '12' });
    const { rto, ...rest } = plan.json;
    expect(rest).toMatchObject({
      plan: 'city-failover',
      epoch: 1,
      previous: 0,
      state: 'finished',
      expected: { served: 61, whole: 66 },
      rpo: 12,
      approvals: [{ by: 'Ann Lee' }, { by: '王伟' }],
    });
    const { served, whole } = rto as Readonly<Record<string, number>>;
    expect(served).toBeGreaterThanOrEqual(90);
    expect(served).toBeLessThan(110);
    expect(whole).toBeGreaterThanOrEqual(served!);
    expect(out).toMatch(/RTO: \d+ s from the loss .* until clients were led to remote-dr; expected 61 s/);
    expect(out).toContain('RPO: 12 s');
    // What was said stands beside it.
    expect(plan.read('log.txt')).toContain('[3/6] Do open-ledger (open-ledger), expected 5 s');
  });

  it('tells its steps what they are told to know', () => {
    const knows = 'echo "$PLAN $FROM $TO $EPOCH $PREVIOUS $(( LOST_AT > 0 )) ${SECRETS##*/}" > "$STATE/known"';
    const plan = folder(smallPlan({ actions: [step('only', { commands: [knows], verify: ['true'] })], approvals: 1 }));
    expect(plan.approveAndRun(['Ann']).code).toBe(0);
    expect(plan.read('work/known')).toBe('city-failover production remote-dr 1 0 1 secrets\n');
  });

  it('is not done twice; a new approval begins another', () => {
    const plan = folder(smallPlan());
    plan.approveAndRun();
    const again = plan.run(['run', '--by', 'Ann', '--yes']);
    expect(again.code).toBe(1);
    expect(again.errors).toMatch(/has been run, and is not run twice: by Ann, at .*new approval/);
    expect(plan.done()).toHaveLength(4);
    expect(plan.run(['undo', 'lead-clients', '--by', 'Ann']).errors).toContain('no run of city-failover is open');
    expect(plan.approveAndRun().code).toBe(0);
    expect(plan.latest).toBe('2');
    expect(plan.done()[0]).toBe('fence-east 2');
  });

  it.each([
    ['check', 'not-begun', 'its check does not hold', 'fence-east'],
    ['commands', 'failed', 'has failed', 'open-ledger'],
    ['verify', 'failed', 'its verification does not hold', 'open-ledger'],
  ])('that fails in the %s of a step stops there, says the way on, and goes on there', (part, outcome, says, last) => {
    const does = part === 'commands' ? ['echo "open-ledger $EPOCH" >> "$STATE/done"'] : [];
    const failing = { [part]: ['echo "it is so" >&2', 'test ! -e "$SECRETS/fail"', ...does] };
    const actions = steps().map((each) => (each.id === 'open-ledger' ? { ...each, ...failing } : each));
    const plan = folder(smallPlan({ actions }));
    plan.set('fail');
    const { code, out } = plan.approveAndRun();
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`it is so[^]*open-ledger.* ${says}[^]*Go on with this step: +bash run.sh run`));
    expect(out).toContain('No way back from it:   what was written since would be lost');
    expect(plan.outcomes.at(-1)).toBe(`open-ledger ${outcome}`);
    expect(plan.done().at(-1)).toBe(
      `${part === 'verify' ? 'open-ledger' : last === 'open-ledger' ? 'fence-east' : last} 1`,
    );
    expect(plan.run(['status']).out).toMatch(new RegExp(`open-ledger +data +${outcome}`));
    plan.unset('fail');
    expect(plan.run(['run', '--by', 'Eve', '--yes']).code).toBe(0);
    expect(plan.outcomes.filter((each) => each === 'fence-east done')).toHaveLength(1);
    expect(plan.outcomes.filter((each) => each === 'open-ledger done')).toHaveLength(1);
    expect(plan.record.at(-1)?.who).toBe('Eve');
  });

  it('ends after the step that it is told', () => {
    const plan = folder(smallPlan());
    expect(plan.approveAndRun(undefined, '--until', 'open-ledger').out).toContain('Ended after open-ledger, as asked');
    expect(plan.outcomes).toEqual(ALL.slice(0, 3).map((id) => `${id} done`));
    expect(plan.run(['run', '--by', 'Ann', '--until', 'opne-ledger'])).toMatchObject({ code: 2 });
    expect(plan.run(['run', '--by', 'Ann', '--yes']).code).toBe(0);
  });

  it('looks again before anything has changed, and not afterwards', () => {
    const plan = folder(smallPlan());
    plan.run(['run', '--by', 'Ann', '--until', 'look-around']);
    plan.run(['run', '--by', 'Ann', '--until', 'look-around']);
    expect(plan.outcomes).toEqual(['look-around done', 'look-around done']);
    plan.approveAndRun(undefined, '--until', 'fence-east');
    plan.run(['run', '--by', 'Ann', '--yes']);
    expect(plan.outcomes.filter((each) => each.startsWith('look-around'))).toHaveLength(3);
  });

  it.each([
    ['before the step', ['echo 3.5'], '3.5'],
    ['only after it', ['cat "$STATE/measured"'], '7'],
    ['by no number', ['echo unknown'], '-'],
  ])('measures what is lost %s', (_, loses, want) => {
    const commands = ['echo 7 > "$STATE/measured"'];
    const actions = [step('open', { phase: 'traffic', loses, commands, verify: ['true'] })];
    const plan = folder(smallPlan({ actions, approvals: 1 }));
    expect(plan.approveAndRun(['Ann']).code).toBe(0);
    expect(plan.record.map(({ loss }) => loss)).toEqual([want]);
    expect(plan.json['rpo']).toBe(want === '-' ? null : Number(want));
  });

  it('is shown without being done: every command, and which checks hold now', () => {
    const actions = steps().map((each) => (each.id === 'apply-objects' ? { ...each, check: ['false'] } : each));
    const plan = folder(smallPlan({ actions }));
    const { code, out } = plan.run(['run', '--dry-run']);
    expect(code).toBe(0);
    for (const id of CHANGING) expect(out).toContain(`echo "${id} $EPOCH" >> "$STATE/done"`);
    expect(out.match(/→ holds now/g)).toHaveLength(5);
    expect(out.match(/→ does not hold now/g)).toHaveLength(1);
    expect(existsSync(plan.state)).toBe(false);
  });

  it('says so when a step takes longer than expected', () => {
    const time = Duration.seconds(1);
    const slow = step('slow', { phase: 'traffic', time, commands: ['sleep 1.5'], verify: ['true'] });
    const plan = folder(smallPlan({ actions: [slow], approvals: 1 }));
    expect(plan.approveAndRun(['Ann']).out).toMatch(/still at it after 1 s, expected 1 s/);
  });

  it.each([
    [[], 'needs a command'],
    [['start'], 'unknown command start'],
    [['run'], 'needs --by'],
    [['run', '--by', 'A,B'], 'needs --by'],
    [['run', '--by', 'Ann', '--done', 'nothing'], 'there is no step nothing'],
    [['approve', '--by', 'Ann', '--lost-at', 'soon-ish'], '--lost-at takes a time'],
    [['approve', '--by', 'Ann', '--lost-at', 'tomorrow'], 'lies in the future'],
    [['status', '--dry-run'], '--dry-run goes with run'],
    [['undo', '--by', 'Ann'], 'needs the id of a step'],
    [['abandon', '--by', 'Ann'], 'needs --because'],
  ])('is told wrongly: %j', (args, says) => {
    expect(folder(smallPlan()).run(args)).toMatchObject({ code: 2, errors: expect.stringContaining(says) });
  });
});
