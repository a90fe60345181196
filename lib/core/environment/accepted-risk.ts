import type { Objective, Objectives } from './objectives';

/** An objective that does not hold for one thing, and why the bank accepts that. Stands in the plan and in the report. */
export interface AcceptedRisk {
  /** The thing, by the name of its facts: `logs`. */
  readonly of: string;
  /** Class of failures. */
  readonly failure: keyof Objectives;
  /** What holds instead. @default - nothing is promised */
  readonly objective?: Objective;
  /** Why, for an auditor. */
  readonly reason: string;
}
