import { Lasting } from './action';
import type { RecoveryPlan } from './recovery-plan';
import { linesOf, PARTS } from './step/script';
import { scriptName } from './step/name';
import { expectedTime, timeUntilServed } from './time';

/** Grows when a field changes its meaning or goes. */
export const PLAN_SCHEMA = 1;

/** The plan for machines. Times in seconds. @param approved what {@link fingerprint} says of its programs */
export function planJson(plan: RecoveryPlan, approved: string): string {
  const { name, kind, title, from, to, pair = from, fence, decidedBy, approvals, needs = [], actions } = plan;
  const steps = actions.map((action, index) => ({
    number: index + 1,
    id: action.id,
    title: action.title,
    phase: action.phase,
    expected: action.time.toSeconds(),
    script: `steps/${scriptName(index, actions.length, action)}`,
    ...(action.by === undefined ? {} : { by: action.by }),
    ...Object.fromEntries(PARTS.map((part) => [part, linesOf(action, part) ?? []])),
    ...(action.undo instanceof Lasting ? { lasting: action.undo.reason } : {}),
  }));
  const expected = { served: timeUntilServed(plan).toSeconds(), whole: expectedTime(plan).toSeconds() };
  const json = { schema: PLAN_SCHEMA, name, kind, title, pair, from, to, decidedBy, approvals, needs, expected };
  const all = { ...json, ...(fence === undefined ? {} : { fence: fence.kind }), scripts: approved, steps };
  return `${JSON.stringify(all, undefined, 2)}\n`;
}
