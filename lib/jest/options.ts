import type { Duration } from 'cdk8s';

/** What a failure may cost, where that is not what the environment itself promises. */
export interface SurviveOptions {
  /** Acknowledged data that may be lost, as time: `none` for nothing. @default - the environment's objective for such a failure, else `none` */
  readonly rpo?: Duration;
  /**
   * Time until service is back, by itself or by a plan.
   * @default - the environment's objective for such a failure, else service must go on without a person
   */
  readonly rto?: Duration;
  /** Names of the things that must survive. @default - all, but for risks that the environment accepts */
  readonly things?: readonly string[];
}
