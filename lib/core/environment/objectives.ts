import { Duration } from 'cdk8s';

/** What a failure may cost. */
export interface Objective {
  /** Acknowledged data that may be lost, as time (recovery point objective). */
  readonly rpo: Duration;
  /** Time until service is back (recovery time objective). */
  readonly rto: Duration;
}

/** What the bank demands, by what is lost. */
export interface Objectives {
  /** One host. @default - not promised */
  readonly host?: Objective;
  /** One rack. @default - not promised */
  readonly rack?: Objective;
  /** One site. @default - not promised */
  readonly site?: Objective;
  /** All sites of a city. @default - not promised */
  readonly city?: Objective;
}

/** Classes of failures for which an environment can promise something. */
export const OBJECTIVE_CLASSES = ['host', 'rack', 'site', 'city'] as const satisfies readonly (keyof Objectives)[];

/** No loss: `objectives: { host: { rpo: none, rto: Duration.minutes(6) } }`. */
export const none = Duration.millis(0);
