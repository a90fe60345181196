import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../../plan/action';
import { ExecutedFence, type Fence } from '../../plan/fence';
import { HEIR, IS_WHOLE } from './look';
import { type Side, step } from './side';

/** Seconds that a copy may take to apply what it has received: it is two seconds behind at most, while all is well. */
const DRAIN = 60;

/**
 * Takes over. What was received is applied first, and what the old side had is written down beside the epoch; the guard
 * opens as soon as it finds it there. After a fence that was executed the old side is asked what it had, and nothing of it
 * may be missing.
 */
export function open(side: Side, other: Side | undefined, fence: Fence): readonly Action[] {
  const whole = fence instanceof ExecutedFence && other !== undefined ? [drain(side, other)] : [];
  return [...whole, take(side)];
}

function drain(side: Side, other: Side): Action {
  const { name, environment } = side;
  const reached = (seconds: number) =>
    step(
      [
        HEIR,
        'last=$(on_member "$(first_that closed "${others[@]}")" position)',
        `on_member "$at" reach "$last" ${seconds}`,
      ],
      side,
      other,
    );
  return {
    id: `drain-${name}`,
    title: `Wait until ${name} in ${environment.name} has all that ${other.environment.name} has`,
    phase: 'data',
    time: Duration.seconds(10),
    commands: reached(DRAIN),
    verify: reached(1),
    undo: new Lasting('it only waits'),
  };
}

function take(side: Side): Action {
  const { name, environment } = side;
  return {
    id: `open-${name}`,
    title: `Let ${name} in ${environment.name} apply what it has received, and take writes`,
    phase: 'data',
    time: Duration.seconds(10),
    check: step([HEIR, IS_WHOLE], side),
    commands: step([HEIR, `on_member "$at" take "$EPOCH" ${DRAIN}`, 'on_member "$at" state'], side),
    verify: step(['on_member "$(first_that open "${members[@]}")" is told "$EPOCH"'], side),
    undo: new Lasting('it has writes that the other side has not; the way back is the plan for the return'),
    loses: step([HEIR, 'on_member "$at" lag "$LOST_AT"'], side),
  };
}
