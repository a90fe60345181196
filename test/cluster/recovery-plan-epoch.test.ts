import { planFolders, type PlanFolder } from '../recovery/plan/folder';
import { smallPlan, step, steps } from '../recovery/plan/small-plan';

const folder = planFolders();
const GO = ['run', '--by', 'Ann', '--yes'] as const;

/** Whose turn it is stands in a file; the fence changes it, if it is what it was. */
const witnessed = (said = '7 production'): PlanFolder => {
  const take = step('fence-east', {
    phase: 'fence',
    commands: [
      'said=$(<"$SECRETS/epoch")',
      '[[ $said == "$EPOCH $TO" || $said == "$PREVIOUS $FROM" ]]',
      'echo "$EPOCH $TO" > "$SECRETS/epoch"',
    ],
    verify: ['grep -qx "$EPOCH $TO" "$SECRETS/epoch"'],
    undo: ['echo "$((EPOCH + 1)) $FROM" > "$SECRETS/epoch"'],
  });
  const open = step('open-ledger', { phase: 'data', check: ['test ! -e "$SECRETS/fail"'] });
  const actions = [steps()[0]!, take, open];
  const plan = folder(smallPlan({ actions, epoch: ['cat "$SECRETS/epoch"'] }));
  plan.set('epoch', `${said}\n`);
  return plan;
};

it('a run takes the epoch after the one that stands, and keeps it when it goes on', () => {
  const plan = witnessed();
  plan.set('fail');
  expect(plan.approveAndRun().code).toBe(1);
  expect(plan.latest).toBe('8');
  plan.unset('fail');
  expect(plan.run(GO).code).toBe(0);
  expect(plan.done()).toEqual(['open-ledger 8']);
  expect(plan.json).toMatchObject({ epoch: 8, previous: 7, state: 'finished' });
});

it('a finished plan is not run again: it is the turn of the other side', () => {
  const plan = witnessed();
  plan.approveAndRun();
  expect(plan.run(GO).errors).toContain('has been run, and is not run twice');
  expect(plan.run(['approve', '--by', 'Ann']).errors).toContain(
    'epoch 8 is that of remote-dr: this plan leads away from production, whose turn it is not',
  );
});

it.each([
  ['7 remote-dr', 'epoch 7 is that of remote-dr'],
  ['', 'the witnesses say ""'],
  ['7', 'the witnesses say "7"'],
  ['7 production\n8 remote-dr', 'where an epoch and an environment are wanted'],
])('nothing begins where the witnesses say %j', (said, says) => {
  const plan = witnessed(said);
  for (const command of [['approve', '--by', 'Ann'], GO]) {
    expect(plan.run(command)).toMatchObject({ code: 1, errors: expect.stringContaining(says) });
  }
});

it('nothing begins where they do not answer; a dry run shows its commands all the same', () => {
  const plan = witnessed();
  plan.unset('epoch');
  expect(plan.run(['approve', '--by', 'Ann']).errors).toContain('the witnesses do not say whose turn it is');
  const { code, out } = plan.run(['run', '--dry-run']);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('open-ledger $EPOCH') });
  expect(out).not.toContain('holds now');
});

it('a run that was overtaken is closed before it does anything; approvals do not pass to the next', () => {
  const plan = witnessed();
  for (const name of ['Ann', 'Bob']) plan.run(['approve', '--by', name]);
  plan.set('epoch', '9 production\n');
  const refused = plan.run(GO);
  expect(refused.code).toBe(1);
  expect(refused.errors).toContain('run 8 is closed (overtaken: epoch 9 is that of production)');
  expect(plan.run(['approve', '--by', 'Ann']).out).toContain('Approvals: 1 of 2 (Ann)');
  expect(plan.latest).toBe('10');
  expect(plan.done()).toEqual([]);
});

it('also one that was begun, when another plan has led back since', () => {
  const plan = witnessed();
  plan.set('fail');
  plan.approveAndRun();
  plan.set('epoch', '9 production\n');
  plan.unset('fail');
  expect(plan.run(GO).errors).toContain('overtaken');
  expect(plan.done()).toEqual([]);
});

it('the fence undone gives the next epoch to the old side, and the run is over', () => {
  const plan = witnessed();
  plan.approveAndRun(undefined, '--until', 'fence-east');
  expect(plan.run(['undo', 'fence-east', '--by', 'Ann']).code).toBe(0);
  expect(plan.run(GO).errors).toContain('run 8 is closed (overtaken: epoch 9 is that of production)');
  expect(plan.approveAndRun().code).toBe(0);
  expect(plan.done()).toEqual(['open-ledger 10']);
});

it('given up before its epoch was taken, the next run has the same epoch in a folder of its own', () => {
  const plan = witnessed();
  plan.run(['approve', '--by', 'Ann']);
  plan.run(['abandon', '--by', 'Ann', '--because', 'a drill']);
  expect(plan.approveAndRun().code).toBe(0);
  expect(plan.latest).toBe('8-2');
  expect(plan.json).toMatchObject({ epoch: 8, approvals: [{ by: 'Ann' }, { by: 'Bob' }] });
});
