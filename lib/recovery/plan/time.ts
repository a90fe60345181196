import { Duration } from 'cdk8s';
import type { Phase } from './action';
import type { RecoveryPlan } from './recovery-plan';

/** What the steps of a plan take at most, expected. @param phases only the steps of these; by default all */
export function expectedTime({ actions }: Pick<RecoveryPlan, 'actions'>, phases?: readonly Phase[]): Duration {
  const counted = actions.filter(({ phase }) => phases?.includes(phase) ?? true);
  return Duration.seconds(sum(counted.map(({ time }) => time.toSeconds())));
}

/** From the first step to the end of the last one that leads clients to the new side; of all steps where none does. */
export function timeUntilServed({ actions }: Pick<RecoveryPlan, 'actions'>): Duration {
  const last = actions.findLastIndex(({ phase }) => phase === 'traffic');
  return expectedTime({ actions: last < 0 ? actions : actions.slice(0, last + 1) });
}

/** For each step, the seconds that have gone by when it has ended. */
export function runningSum({ actions }: Pick<RecoveryPlan, 'actions'>): readonly number[] {
  return actions.map((_, index) => sum(actions.slice(0, index + 1).map(({ time }) => time.toSeconds())));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
