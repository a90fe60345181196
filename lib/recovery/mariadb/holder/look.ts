import { Duration } from 'cdk8s';
import type { Action } from '../../plan/action';
import { type Side, step } from './side';

/** The member that follows the other side, or has taken over already. */
export const HEIR = 'at=$(first_that "heir $EPOCH" "${members[@]}")';

/** Fails unless it has a whole copy. */
export const IS_WHOLE = 'on_member "$at" is told "$EPOCH" || on_member "$at" follows';

/** Whether it is a whole copy. What it follows may be gone: that is what the plan is for. */
export function look(side: Side): readonly Action[] {
  const { name, environment } = side;
  return [
    {
      id: `look-at-${name}`,
      title: `Look whether ${name} in ${environment.name} is a whole copy, and how far it is behind`,
      phase: 'look',
      time: Duration.seconds(10),
      commands: step([HEIR, 'on_member "$at" state', IS_WHOLE], side),
      verify: step([HEIR, IS_WHOLE], side),
      undo: [],
    },
  ];
}
