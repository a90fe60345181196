import type { Problems } from '../../../errors';
import { PHASES } from '../action';
import type { RecoveryPlan } from '../recovery-plan';

/** What can be wrong with the steps together. */
export function checkOrder(plan: RecoveryPlan, problems: Problems): void {
  const { actions } = plan;
  for (const id of twice(actions.map((action) => String(action?.id)))) {
    problems.add({
      at: 'actions',
      got: `${id} twice`,
      want: 'ids that are unique',
      fix: 'name what each of them is about',
    });
  }
  actions.forEach((action, index) => {
    const before = actions[index - 1];
    if (action === undefined || before === undefined) return;
    problems.check(PHASES.indexOf(action.phase) >= PHASES.indexOf(before.phase), {
      path: action.id,
      at: 'phase',
      got: `${action.phase}, after ${before.id} (${before.phase})`,
      want: `the order ${PHASES.join(', ')}`,
      fix: 'move the step, or name its phase anew',
    });
  });
  checkFenced(plan, problems);
}

/** Nothing is promoted while the other side may write. A drill works on copies. */
function checkFenced({ kind, fence, actions }: RecoveryPlan, problems: Problems): void {
  const first = actions.find((action) => action?.phase === 'data');
  if (first === undefined || kind === 'drill') return;
  problems.check(fence !== undefined, {
    path: first.id,
    at: 'fence',
    got: 'a promotion in a plan without a fence',
    want: 'a fence of the old side, before data is opened on the new one',
    fix: 'two sides that both write are worse than none: pass `fence`, for example `Fence.self()`',
  });
  problems.check(fence === undefined || actions.some(({ phase }) => phase === 'fence'), {
    path: first.id,
    at: 'phase',
    got: 'data, with no step of phase fence before it',
    want: `a step that carries out the fence (${fence?.kind})`,
    fix: 'put the steps of the fence before it: `witness.take()`, or the `close()` of every holder',
  });
}

/** The names of things that stand twice. */
function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
