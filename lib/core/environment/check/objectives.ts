import { Duration } from 'cdk8s';
import { isFields, isWhole, type Problems } from '../../../errors';
import { OBJECTIVE_CLASSES, type Objectives } from '../objectives';

/** The same, to look for names in that may be any text. */
export const FAILURES: readonly string[] = OBJECTIVE_CLASSES;

/** Checks what an environment promises. */
export function checkObjectives(objectives: Objectives | undefined, problems: Problems): void {
  if (objectives === undefined) return;
  const fields = isFields(objectives);
  problems.check(fields, {
    at: 'objectives',
    got: objectives,
    want: 'objectives by failure',
    fix: 'for example `{ host: { rpo: none, rto: Duration.minutes(6) } }`',
  });
  if (!fields) return;
  for (const [failure, objective] of Object.entries(objectives)) {
    const known = problems.check(FAILURES.includes(failure), {
      at: `objectives.${failure}`,
      got: 'an objective',
      want: `objectives for ${FAILURES.join(', ')}`,
      fix: 'remove it, or correct its name',
    });
    if (known && objective !== undefined) checkObjective(objective, `objectives.${failure}`, problems);
  }
}

/** Checks what is promised for one class. */
export function checkObjective(objective: unknown, at: string, problems: Problems): void {
  const fields = isFields(objective);
  problems.check(fields, {
    at,
    got: objective,
    want: 'an Objective',
    fix: 'for example `{ rpo: none, rto: Duration.minutes(5) }`',
  });
  if (!fields) return;
  for (const key of ['rpo', 'rto'] as const) {
    const value = objective[key];
    problems.check(value instanceof Duration && isWhole(value.toMilliseconds({ integral: false }), 0), {
      at: `${at}.${key}`,
      got: value,
      want: 'a Duration of whole milliseconds',
      fix: 'for example `Duration.minutes(5)`, or `none` for no loss',
    });
  }
}
