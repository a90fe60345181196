import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lasting } from '../../lib/recovery/plan/action';
import { Fence } from '../../lib/recovery/plan/fence';
import { type PlanFolder, planFolders, until } from '../recovery/plan/folder';
import { smallPlan, step } from '../recovery/plan/small-plan';

const folder = planFolders();
const GO = ['run', '--by', 'Ann', '--yes'] as const;

describe('approvals', () => {
  it('are asked for before the first step that changes anything, and not for looking', () => {
    const plan = folder(smallPlan());
    const { code, out } = plan.run(GO);
    expect(code).toBe(1);
    expect(out).toContain('0 of 2 approvals; next: bash run.sh approve --by NAME');
    expect(plan.outcomes).toEqual(['look-around done']);
    expect(plan.done()).toEqual([]);
  });

  it.each(['Ann Lee', 'ann lee', ' Ann  Lee', 'Ann.Lee', 'ANN-LEE'])(
    'are not given twice by one person: %j',
    (again) => {
      const plan = folder(smallPlan());
      expect(plan.run(['approve', '--by', 'Ann Lee']).out).toContain('Approvals: 1 of 2 (Ann Lee)');
      const refused = plan.run(['approve', '--by', again]);
      expect(refused.code).toBe(1);
      expect(refused.errors).toContain('Ann Lee has approved this run already');
      expect(plan.run(GO)).toMatchObject({ code: 1, out: expect.stringContaining('1 of 2 approvals (from Ann Lee)') });
      expect(plan.done()).toEqual([]);
      plan.run(['approve', '--by', 'Bob']);
      expect(plan.run(GO).code).toBe(0);
    },
  );

  it('hold for these scripts alone, also in the middle of a run', () => {
    const plan = folder(smallPlan());
    plan.approveAndRun(undefined, '--until', 'fence-east');
    appendFileSync(join(plan.plan, 'steps', '04-apply-objects.sh'), '# changed\n');
    const refused = plan.run(GO);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(
      /0 of 2 approvals; .*Ann: the scripts have changed since, Bob: the scripts have changed since/,
    );
    expect(plan.done()).toHaveLength(1);
    expect(plan.approveAndRun().code).toBe(0);
    expect(plan.done()).toHaveLength(4);
  });

  it('grow old before anything has changed, and not afterwards', () => {
    const plan = folder(smallPlan());
    for (const name of ['Ann', 'Bob']) plan.run(['approve', '--by', name]);
    const age = () => {
      const old = (time: string) => String(Number(time) - 5 * 3600);
      plan.write(
        'approvals.tsv',
        plan.read('approvals.tsv').replaceAll(/\t(\d{10})\t/g, (_, time: string) => `\t${old(time)}\t`),
      );
    };
    age();
    expect(plan.run(GO).out).toContain('Ann: more than 4 hours ago, Bob: more than 4 hours ago');
    expect(plan.done()).toEqual([]);
    plan.approveAndRun(undefined, '--until', 'fence-east');
    age();
    expect(plan.run(GO).code).toBe(0);
  });

  it('are followed by a question, which --yes answers beforehand', () => {
    const plan = folder(smallPlan());
    for (const name of ['Ann', 'Bob']) plan.run(['approve', '--by', name]);
    for (const typed of ['', 'yes\n']) {
      const refused = plan.run(['run', '--by', 'Ann'], typed);
      expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('not released: nothing was changed') });
      expect(plan.done()).toEqual([]);
    }
    expect(plan.run(['run', '--by', 'Ann'], 'city-failover\n').code).toBe(0);
  });
});

describe('steps that people do', () => {
  const undo = new Lasting('it was said');
  const attest = (id: string, by: string) => step(id, { phase: 'fence', by, commands: [], verify: [], undo });
  const plan = (settings = {}) =>
    folder(
      smallPlan({
        approvals: 1,
        fence: Fence.attested('the network team', 'the data centre'),
        actions: [
          attest('links-off', 'the network team'),
          attest('power-off', 'the data centre'),
          step('open', { phase: 'data' }),
        ],
        ...settings,
      }),
    );
  const approved = (made: PlanFolder) => {
    made.run(['approve', '--by', 'Ann']);
    return made;
  };

  it('end a run where nobody can be asked, and it goes on once they are done', () => {
    const made = approved(plan());
    const { code, out } = made.run(GO);
    expect(code).toBe(3);
    expect(out).toContain('the network team does this by hand:\n    Do links-off\n');
    expect(made.run(['done', 'links-off', '--by', 'Carl']).code).toBe(0);
    expect(made.run(GO).code).toBe(3);
    expect(made.run(['done', 'power-off', '--by', 'Dora']).code).toBe(0);
    expect(made.run(GO).code).toBe(0);
    expect(made.record.map(({ step, outcome, who }) => `${step} ${outcome} ${who}`)).toEqual([
      'links-off not-begun Ann',
      'links-off done Carl',
      'power-off not-begun Ann',
      'power-off done Dora',
      'open done Ann',
    ]);
  });

  it('take the word of whoever types the id, and nothing else', () => {
    const typed = ['links', 'links-off "', 'links-off Carl', 'power-off carl', 'power-off Dora', ''].join('\n');
    const { code, out } = approved(plan()).run(GO, typed);
    expect(out).toContain('That is not links-off.');
    expect(out).toContain('That is not a name.');
    expect(out).toContain('carl has attested already: this is attested by somebody else.');
    expect(code).toBe(0);
  });

  it('are not attested twice by one person, whichever way', () => {
    const made = approved(plan());
    expect(made.run([...GO, '--done', 'links-off', '--done', 'power-off']).out).toContain('Ann has attested already');
    const refused = made.run(['done', 'power-off', '--by', 'ANN']);
    expect(refused).toMatchObject({ code: 1, errors: expect.stringContaining('attested by somebody else') });
    made.run(['done', 'power-off', '--by', 'Dora']);
    expect(made.run(GO).code).toBe(0);
  });

  it('wait for a word from elsewhere, too', async () => {
    const made = approved(
      plan({ actions: [attest('links-off', 'the network team'), step('open', { phase: 'data' })] }),
    );
    const waiting = made.start(...GO);
    await until('it waits', () => made.begun === 'links-off');
    expect(made.run(['done', 'links-off', '--by', 'Carl']).code).toBe(0);
    await until('it has gone on', () => waiting.exitCode === 0);
    expect(made.record[0]).toMatchObject({ who: 'Carl', outcome: 'done' });
    waiting.stdin?.end();
  });

  it('can be waited for in vain: a signal ends it, and nothing was begun', async () => {
    const made = approved(plan());
    const waiting = made.start(...GO);
    await until('it waits', () => made.begun === 'links-off');
    waiting.kill('SIGTERM');
    await until('it has ended', () => waiting.exitCode !== null);
    expect(waiting.exitCode).toBe(143);
    expect(made.outcomes).toEqual(['links-off not-begun']);
  });

  it('may be let go by people, and done by commands', () => {
    const go = step('cut', { phase: 'fence', by: 'the network team', undo });
    const made = approved(plan({ actions: [go], fence: undefined }));
    expect(made.run(GO).code).toBe(3);
    expect(made.done()).toEqual([]);
    expect(made.run([...GO, '--done', 'cut']).code).toBe(0);
    expect(made.done()).toEqual(['cut 1']);
  });

  it('refuse a word about what no people do, or nobody knows', () => {
    const made = approved(plan());
    expect(made.run(['done', 'open', '--by', 'Ann']).errors).toContain('open is not done by people');
    expect(made.run(['done', 'opne', '--by', 'Ann'])).toMatchObject({ code: 2 });
  });
});
