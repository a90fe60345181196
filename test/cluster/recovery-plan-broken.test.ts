import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lasting } from '../../lib/recovery/plan/action';
import { type PlanFolder, planFolders, until } from '../recovery/plan/folder';
import { smallPlan, step, steps } from '../recovery/plan/small-plan';

const folder = planFolders();
const GO = ['run', '--by', 'Ann', '--yes'] as const;

/** Its third step waits, for twenty seconds at most, until the test lets it go; it leaves a word at its end. */
const waits = (): PlanFolder => {
  const wait = [
    'echo begun >> "$SECRETS/begun"',
    'for _ in {1..400}; do if [[ -e $SECRETS/go ]]; then break; fi; sleep 0.05; done',
    'echo "open-ledger $EPOCH" >> "$STATE/done"',
  ];
  const plan = folder(
    smallPlan({ actions: steps().map((each) => (each.id === 'open-ledger' ? { ...each, commands: wait } : each)) }),
  );
  for (const name of ['Ann', 'Bob']) plan.run(['approve', '--by', name]);
  return plan;
};

const inTheMiddle = async (plan: PlanFolder): Promise<ChildProcess> => {
  const run = plan.start(...GO);
  await until('the step has begun', () => plan.has('begun'));
  return run;
};
const ended = (run: ChildProcess) => until('it has ended', () => run.exitCode !== null || run.signalCode !== null);

it('one run at a time: the second is told who holds it, also by another plan of the pair', async () => {
  const plan = waits();
  const run = await inTheMiddle(plan);
  const second = plan.run(['run', '--by', 'Bob', '--yes']);
  expect(second.code).toBe(1);
  expect(second.errors).toMatch(
    /another run holds the plans of bank: process \d+, run of city-failover by Ann since 2\d{3}-/,
  );
  expect(plan.run(['undo', 'fence-east', '--by', 'Bob']).errors).toContain('another run holds the plans of bank');
  expect(plan.run(['status']).out).toMatch(/open-ledger +data +begun/);
  plan.set('go');
  await ended(run);
  expect(run.exitCode).toBe(0);
  expect(plan.done()).toHaveLength(4);
});

it('killed in the middle: nobody goes on while the step still works, and then it is done again', async () => {
  const plan = waits();
  const run = await inTheMiddle(plan);
  run.kill('SIGKILL');
  await ended(run);
  const early = plan.run(GO);
  expect(early.code).toBe(1);
  expect(early.errors).toContain('a step that it began still works: wait until it ends');
  plan.set('go');
  await until('the step has ended', () => plan.done().length === 2);
  await until('it is let go', () => !plan.run(GO).errors.includes('still works'));
  expect(plan.outcomes.slice(2)).toEqual([
    'open-ledger broken-off',
    'open-ledger done',
    'apply-objects done',
    'lead-clients done',
    'use-it done',
  ]);
  expect(plan.outcomes.filter((each) => each === 'fence-east done')).toHaveLength(1);
  expect(plan.record[2]).toMatchObject({ who: 'Ann', seconds: '-' });
});

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
] as const)(
  '%s: the step is ended as a whole, what is done stays written down, and it goes on there',
  async (signal, code) => {
    const plan = waits();
    const run = await inTheMiddle(plan);
    run.kill(signal);
    await ended(run);
    expect(run.exitCode).toBe(code);
    expect(plan.outcomes.at(-1)).toBe('open-ledger stopped');
    expect(plan.read('log.txt')).toMatch(
      /Stopped by (TERM|INT|HUP) in the middle of open-ledger.*[^]*Go on with this step/,
    );
    plan.set('go');
    // Nobody is left of it who would do something now.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(plan.done()).toEqual(['fence-east 1']);
    expect(plan.run(GO).code).toBe(0);
  },
);

it('what a step leaves running does not keep the run from ending, and is not ended with it', async () => {
  const commands = ['sleep 60 & echo "$!" > "$SECRETS/pid"', 'echo "leaves $EPOCH" >> "$STATE/done"'];
  const plan = folder(smallPlan({ approvals: 1, actions: [step('leaves', { commands })] }));
  plan.run(['approve', '--by', 'Ann']);
  const run = plan.start(...GO);
  await ended(run);
  const left = Number(readFileSync(join(plan.secrets, 'pid'), 'utf8'));
  expect(run.exitCode).toBe(0);
  expect(process.kill(left, 'SIGKILL')).toBe(true);
  // Nor does it hold the plans of the pair.
  expect(plan.run(['approve', '--by', 'Ann']).code).toBe(0);
});

describe('undo', () => {
  const upTo = (id: string): PlanFolder => {
    const plan = folder(smallPlan());
    plan.approveAndRun(undefined, '--until', id);
    return plan;
  };

  it('takes back one step after the other, the last first, and the run does them again', () => {
    const plan = upTo('lead-clients');
    expect(plan.run(['undo', 'apply-objects', '--by', 'Eve']).errors + plan.read('log.txt')).toContain(
      'lead-clients comes after it and stands: undo that first',
    );
    expect(plan.run(['undo', 'lead-clients', '--by', 'Eve']).code).toBe(0);
    expect(plan.run(['undo', 'apply-objects', '--by', 'Eve']).code).toBe(0);
    expect(plan.done()).toEqual(['fence-east 1', 'open-ledger 1']);
    expect(plan.record.at(-1)).toMatchObject({ who: 'Eve', step: 'apply-objects', outcome: 'undone' });
    expect(plan.run(GO).code).toBe(0);
    expect(plan.done()).toHaveLength(4);
  });

  it.each([
    ['open-ledger', 'open-ledger', 'open-ledger cannot be undone: what was written since would be lost'],
    ['fence-east', 'lead-clients', 'lead-clients is not done: there is nothing to undo'],
  ])('done up to %s, %s is refused', (to, id, says) => {
    const { code, out } = upTo(to).run(['undo', id, '--by', 'Eve']);
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining(says) });
  });

  it('sees anew what was seen after it, and may fail', () => {
    const undo = ['test ! -e "$SECRETS/fail"', `sed -i '/^lead /d' "$STATE/done"`];
    const lead = step('lead', { phase: 'traffic', undo });
    const looks = step('use-it', { phase: 'verification', commands: ['true'], verify: [], undo: [] });
    const plan = folder(smallPlan({ approvals: 1, actions: [lead, looks, step('sweep', { phase: 'tidy' })] }));
    plan.approveAndRun(['Ann'], '--until', 'use-it');
    plan.set('fail');
    expect(plan.run(['undo', 'lead', '--by', 'Ann'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('lead is not undone'),
    });
    expect(plan.done()).toEqual(['lead 1']);
    plan.unset('fail');
    expect(plan.run(['undo', 'lead', '--by', 'Ann']).code).toBe(0);
    expect(plan.outcomes.slice(-2)).toEqual(['lead undone', 'use-it undone']);
    expect(plan.run(GO).code).toBe(0);
    expect(plan.outcomes.slice(-3)).toEqual(['lead done', 'use-it done', 'sweep done']);
  });

  it('is not hindered by a step that only waited', () => {
    const wait = step('wait', { phase: 'fence', undo: Lasting.nothing('time has passed') });
    const plan = folder(smallPlan({ approvals: 1, actions: [step('cut', { phase: 'fence' }), wait, step('end')] }));
    plan.approveAndRun(['Ann'], '--until', 'wait');
    expect(plan.run(['undo', 'wait', '--by', 'Ann']).out).toContain('wait cannot be undone: time has passed');
    expect(plan.run(['undo', 'cut', '--by', 'Ann']).code).toBe(0);
    expect(plan.outcomes.slice(-2)).toEqual(['cut undone', 'wait undone']);
    expect(plan.run(GO).code).toBe(0);
    expect(plan.outcomes.slice(-3)).toEqual(['cut done', 'wait done', 'end done']);
  });

  it('does not lead back from a run that was given up', () => {
    const plan = upTo('fence-east');
    expect(plan.run(['abandon', '--by', 'Ann', '--because', 'the city "came" back']).code).toBe(0);
    expect(plan.json['state']).toBe('closed');
    expect(plan.run(GO).errors).toMatch(/run 1 is closed \(given up by Ann at .*: the city  came  back\)/);
    expect(plan.run(['undo', 'fence-east', '--by', 'Ann'])).toMatchObject({ code: 1 });
    expect(plan.approveAndRun().code).toBe(0);
    expect(plan.done()[0]).toBe('fence-east 2');
  });
});
