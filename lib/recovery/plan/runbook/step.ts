import { Lasting } from '../action';
import type { RecoveryPlan } from '../recovery-plan';
import { linesOf, type Part } from '../step/script';
import { scriptName } from '../step/name';
import { spoken } from './time';

const WHAT: Readonly<Record<Part, string>> = {
  check: 'Before it (reads only; where it fails, the step is not begun):',
  loses: 'What is lost by going on, in seconds:',
  do: 'The step:',
  verify: 'After it (reads only; where it fails, the step is not done):',
  undo: 'The way back, while no step after it is done:',
};

/** One step: who, how long, and every command. */
export function chapter({ actions }: RecoveryPlan, index: number): string {
  const action = actions[index]!;
  const { id, title, phase, time, by, undo } = action;
  const section = (part: Part): readonly string[] => {
    const lines = linesOf(action, part);
    return lines === undefined ? [] : [WHAT[part], fenced(lines)];
  };
  return [
    `### ${index + 1}. ${title}`,
    `\`${id}\`, ${phase}, ${spoken(time)}. \`steps/${scriptName(index, actions.length, action)}\``,
    ...section('check'),
    ...(by === undefined
      ? []
      : [`**${by}** ${action.commands.length === 0 ? 'does this by hand' : 'says when'}, then types \`${id}\`.`]),
    ...section('loses'),
    ...section('do'),
    ...section('verify'),
    ...(undo instanceof Lasting ? [`No way back: ${undo.reason}`] : section('undo')),
  ].join('\n\n');
}

/** With as many marks as no line of it has. */
function fenced(lines: readonly string[]): string {
  const marks = '`'.repeat(Math.max(3, ...(lines.join('\n').match(/`{3,}/g) ?? []).map(({ length }) => length + 1)));
  return [`${marks}bash`, ...lines, marks].join('\n');
}
