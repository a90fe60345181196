import type { Action } from '../../plan/action';
import { used } from '../../failover/functions';

/** An action, before the functions that its lines use stand in front of them. */
export function withFunctions(functions: readonly string[], action: Action): Action {
  const whole = (lines: readonly string[]) => (lines.length === 0 ? [] : [...used(functions, lines), ...lines]);
  const { check, commands, verify, undo, loses } = action;
  return {
    ...action,
    ...(check === undefined ? {} : { check: whole(check) }),
    ...(loses === undefined ? {} : { loses: whole(loses) }),
    commands: whole(commands),
    verify: whole(verify),
    undo: isLines(undo) ? whole(undo) : undo,
  };
}

function isLines(undo: Action['undo']): undo is readonly string[] {
  return Array.isArray(undo);
}
