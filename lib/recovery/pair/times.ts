import { Duration } from 'cdk8s';

/** Parts of a plan whose time depends on the bank: how much there is, and how many people. */
export const STEP_TIME_NAMES = ['health', 'volumes', 'objects', 'verification'] as const;
export type StepTime = (typeof STEP_TIME_NAMES)[number];

/** How long each takes: what a shift of two does in an exercise, and no less. */
export const STEP_TIMES: Readonly<Record<StepTime, Duration>> = {
  health: Duration.minutes(10),
  // Some dozens of volumes, each with some gigabytes in flight.
  volumes: Duration.minutes(30),
  objects: Duration.minutes(60),
  verification: Duration.minutes(15),
};

/** Times of several steps together. */
export function total(times: readonly Duration[]): Duration {
  return Duration.seconds(Math.ceil(times.reduce((sum, time) => sum + time.toMilliseconds(), 0) / 1000));
}
