import { A_DNS_LABEL, isDnsLabel } from '../../../core/check/names';
import { isList, isListOf, isText, type Problems } from '../../../errors';
import { Fence } from '../fence';
import { PLAN_KINDS, type RecoveryPlan } from '../recovery-plan';
import { checkAction } from './action';
import { A_LINE, isLine } from './line';
import { checkOrder } from './order';

/** Everything that can be wrong with a plan, told together. */
export function checkPlan(plan: RecoveryPlan, problems: Problems): void {
  checkNames(plan, problems);
  checkPeople(plan, problems);
  checkTurns(plan, problems);
  const some = problems.check(isList(plan.actions) && plan.actions.length > 0, {
    at: 'actions',
    got: plan.actions,
    want: 'one action or more',
    fix: 'a plan without a step is none: leave it out',
  });
  if (!some) return;
  plan.actions.forEach((action, index) => {
    checkAction(action, problems.below(isDnsLabel(action?.id) ? action.id : `step-${index + 1}`));
  });
  checkOrder(plan, problems);
}

function checkNames({ name, kind, title, from, to, pair }: RecoveryPlan, problems: Problems): void {
  for (const [at, value] of Object.entries({ name, from, to, ...(pair === undefined ? {} : { pair }) })) {
    problems.check(isDnsLabel(value), {
      at,
      got: value,
      want: A_DNS_LABEL,
      fix: 'it becomes the name of a folder, and is said in records: shorten it',
    });
  }
  problems.check(PLAN_KINDS.includes(kind), {
    at: 'kind',
    got: kind,
    want: PLAN_KINDS.join(', '),
    fix: 'choose what it is for',
  });
  problems.check(isLine(title), { at: 'title', got: title, want: A_LINE, fix: 'for example `Loss of Shanghai`' });
}

function checkPeople({ decidedBy, approvals, needs }: RecoveryPlan, problems: Problems): void {
  problems.check(isLine(decidedBy), {
    at: 'decidedBy',
    got: decidedBy,
    want: 'the role of a person, on one line',
    fix: 'for example `the crisis manager on duty`',
  });
  problems.check(approvals === 1 || approvals === 2, {
    at: 'approvals',
    got: approvals,
    want: '1 or 2',
    fix: '2 where the bank wants four eyes',
  });
  problems.check(needs === undefined || isListOf(needs, isLine), {
    at: 'needs',
    got: needs,
    want: 'sentences, one line each',
    fix: 'say what must be there, such as a key and where it lies',
  });
}

/** Whose turn it is. */
function checkTurns({ fence, epoch }: RecoveryPlan, problems: Problems): void {
  problems.check(fence === undefined || fence instanceof Fence, {
    at: 'fence',
    got: fence,
    want: 'a Fence',
    fix: 'for example `Fence.self()`',
  });
  problems.check(fence?.kind !== 'self' || epoch !== undefined, {
    at: 'epoch',
    got: epoch,
    want: 'commands that ask the witnesses, since the fence is `self`',
    fix: 'a side stops itself only where witnesses say whose turn it is: pass `[witness.read()]`, or choose another fence',
  });
  problems.check(epoch === undefined || (isListOf(epoch, isText) && epoch.length > 0), {
    at: 'epoch',
    got: epoch,
    want: 'lines of bash',
    fix: 'leave it out where there is no witness',
  });
}
