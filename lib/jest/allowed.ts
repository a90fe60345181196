import type { Duration } from 'cdk8s';
import { type Environment, none, type Objective, OBJECTIVE_CLASSES } from '../core';
import type { Failure, Loss } from '../proof';
import type { SurviveOptions } from './options';

/** What a failure may cost one thing. */
export interface Allowed {
  readonly rpo: Duration;
  /** Undefined where service must go on without a person, however long it stutters. */
  readonly rto?: Duration;
}

/**
 * What a failure may cost a thing: what the caller says, else what the environment promises for such a failure, less what
 * it accepts. Undefined where the bank accepts anything.
 */
export function allowed(
  environment: Environment,
  failure: Loss | Failure,
  thing: string,
  { rpo, rto }: SurviveOptions,
): Allowed | undefined {
  const objective = promised(environment, failure, thing);
  if (objective === 'nothing') return rpo === undefined && rto === undefined ? undefined : { rpo: rpo ?? none, rto };
  return { rpo: rpo ?? objective?.rpo ?? none, rto: rto ?? objective?.rto };
}

function promised(environment: Environment, failure: Loss | Failure, thing: string): Objective | 'nothing' | undefined {
  const of = OBJECTIVE_CLASSES.find((each) => 'kind' in failure && failure.kind === each);
  const accepted = environment.acceptedRisks.find((risk) => risk.of === thing && risk.failure === of);
  if (accepted !== undefined) return accepted.objective ?? 'nothing';
  return of === undefined ? undefined : environment.objectives[of];
}
