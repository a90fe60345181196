import type { Duration } from 'cdk8s';

/** Whether somebody is woken, or looks in working hours. */
export const SEVERITIES = ['critical', 'warning'] as const;

/** What somebody must look at, as Prometheus takes it. */
export interface Alert {
  /** In CamelCase, and unique in an environment. */
  readonly name: string;
  /** PromQL: raises the alert for every series that it finds. */
  readonly expression: string;
  /** How long it must hold before anybody is told, in whole seconds. @default - at once */
  readonly for?: Duration;
  /** `critical`: somebody is woken; `warning`: somebody looks in working hours. */
  readonly severity: (typeof SEVERITIES)[number];
  /** What is wrong, in a sentence; may use Prometheus' templates. */
  readonly summary: string;
  /** What to do about it: commands, or the step of the plan. */
  readonly mend: string;
}
