import type { Document } from '../../core';
import { isDnsLabel } from '../../core/check/names';
import { Problems } from '../../errors';
import { checkPlan } from './check/plan';
import { fingerprint, programs } from './files';
import { planJson } from './json';
import type { RecoveryPlan } from './recovery-plan';
import { runbook } from './runbook/runbook';

/**
 * A plan as it is written below `recovery/<name>/`: `run.sh` with its steps, `RUNBOOK.md` for people, and `plan.json`.
 * @throws TripodError with everything that is wrong with it
 */
export function planDocuments(plan: RecoveryPlan): readonly Document[] {
  const problems = new Problems(plan.from);
  checkPlan(plan, problems.below(isDnsLabel(plan.name) ? plan.name : 'plan'));
  problems.throwIfAny();
  const scripts = programs(plan);
  const approved = fingerprint(scripts);
  return [
    ...scripts,
    { path: 'RUNBOOK.md', text: runbook(plan, approved) },
    { path: 'plan.json', text: planJson(plan, approved) },
  ].map(({ path, text }) => ({ path: `recovery/${plan.name}/${path}`, text }));
}
