import { Duration } from 'cdk8s';
import type { ComponentProps, Environment } from '../../core';

/** Steps of the plan that take their time between the decision and the end of the old DNS records. */
export const FAILOVER_STEPS = ['fence', 'health', 'volumes', 'objects', 'records', 'verification'] as const;
export type FailoverStep = (typeof FAILOVER_STEPS)[number];

/** How long each takes: what a shift of two does in an exercise, and no less. */
export const STEP_TIMES: Readonly<Record<FailoverStep, Duration>> = {
  fence: Duration.minutes(20),
  health: Duration.minutes(10),
  volumes: Duration.minutes(30),
  objects: Duration.minutes(60),
  records: Duration.minutes(10),
  verification: Duration.minutes(15),
};

export interface CityFailoverProps extends ComponentProps {
  /** Environment in another city that takes over. It runs all the time. */
  readonly to: Environment;
  /** Role that decides: whether a city is lost, or cannot be seen, is no matter for a machine. @default 'the crisis manager on duty' */
  readonly decidedBy?: string;
  /** Time until that role has decided. @default Duration.minutes(30) */
  readonly decision?: Duration;
  /** TTL of the DNS records that are changed, in whole seconds: for as long, clients go to the old address. @default Duration.minutes(5) */
  readonly dns?: Duration;
  /**
   * Times of single steps: to fence the lost city, look at the health of the other one, take over its volumes where they are
   * mirrored, and what stands in etcd alone, change DNS records, and verify.
   * @default - 20, 10, 30, 60, 10 and 15 minutes
   */
  readonly steps?: Readonly<Partial<Record<FailoverStep, Duration>>>;
  /**
   * Things of the proof that the plan brings back.
   * @default - whatever `to` is made of too, by name, and the endpoint of the API
   */
  readonly covers?: readonly string[];
}

/** The props with every default filled in. */
export interface Failover {
  readonly from: Environment;
  readonly to: Environment;
  readonly decidedBy: string;
  readonly decision: Duration;
  readonly dns: Duration;
  readonly steps: Readonly<Record<FailoverStep, Duration>>;
  readonly covers: readonly string[] | undefined;
}

/** Whether they are right is checked apart from it. */
export function failoverOf(props: CityFailoverProps, from: Environment): Failover {
  const { to, decidedBy = 'the crisis manager on duty', covers } = props ?? {};
  const { decision = Duration.minutes(30), dns = Duration.minutes(5), steps = {} } = props ?? {};
  return { from, to, decidedBy, decision, dns, steps: { ...STEP_TIMES, ...steps }, covers };
}
