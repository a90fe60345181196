import { quote } from '../../../hosts';
import { type Action, Lasting } from '../action';
import type { RecoveryPlan } from '../recovery-plan';
import { scriptName } from './name';

/** What a step can be told, in the order in which a run asks it. */
export const PARTS = ['check', 'loses', 'do', 'verify', 'undo'] as const;
export type Part = (typeof PARTS)[number];

/** The lines of one part; undefined where a step has none. */
export function linesOf(action: Action, part: Part): readonly string[] | undefined {
  const { check, loses, commands, verify, undo } = action;
  const lines = { check, loses, do: commands, verify, undo: undo instanceof Lasting ? undefined : undo }[part];
  return lines === undefined || lines.length === 0 ? undefined : lines;
}

/**
 * The program of one step. It knows nothing of the others, and asks nobody; that is what `run.sh` does. While it works it
 * holds the lock that `run.sh` left it as descriptor 9, which nothing that it starts inherits: a run that was killed is not
 * taken up again before its last step has ended.
 */
export function stepScript(plan: RecoveryPlan, index: number): string {
  const action = plan.actions[index]!;
  const name = scriptName(index, plan.actions.length, action);
  return `#!/usr/bin/env bash
# Step ${index + 1} of ${plan.actions.length}: ${action.title}.
# Usage: ${name} ${PARTS.join(' | ')}
# ../run.sh runs it, keeps count and asks who must be asked. By itself it does just what it is told.
# What is set up for all parts of a step, not every part needs; and its functions are called by their names.
# shellcheck disable=SC2034,SC2317
set -euo pipefail
${values(plan)}
need='is not set: let run.sh run this step, or see RUNBOOK.md'
: "\${EPOCH:?$need}" "\${PREVIOUS:?$need}" "\${STATE:?$need}" "\${SECRETS:?$need}" "\${LOST_AT:?$need}"
${PARTS.map((part) => block(part, linesOf(action, part) ?? nothing(action, part))).join('')}
case \${1:-} in
  ${PARTS.join(' | ')}) "step_$1" 9>&- ;;
  *)
    echo "usage: $0 ${PARTS.join(' | ')}" >&2
    exit 2
    ;;
esac
`;
}

/** The program that asks the witness whose turn it is. */
export function epochScript(plan: RecoveryPlan, lines: readonly string[]): string {
  return `#!/usr/bin/env bash
# Prints the current epoch and whose it is, by a majority of the witnesses. Reads only.
set -euo pipefail
${values(plan)}
: "\${SECRETS:?is not set: name the folder with the key of the witness}"

${lines.join('\n')}
`;
}

function values({ name, from, to }: RecoveryPlan): string {
  return `export PLAN=${quote(name)} FROM=${quote(from)} TO=${quote(to)}`;
}

/** Between two marks, by which \`run.sh\` shows it; not indented, since a text within may end at a line of its own. */
function block(part: Part, lines: readonly string[]): string {
  return `
step_${part}() {
#> ${part}
${lines.join('\n')}
#< ${part}${lines.every(isComment) ? '\n:' : ''}
}
`;
}

/** Of comments alone bash makes no function. */
function isComment(line: string): boolean {
  return line.split('\n').every((each) => /^\s*(#|$)/.test(each));
}

/** A text may look as if something in it were for the shell. */
const QUOTED = '# shellcheck disable=SC2016 # a text for people';

function nothing({ undo, title }: Action, part: Part): readonly string[] {
  if (part !== 'undo') return [':'];
  const reason = undo instanceof Lasting ? undo.reason : undefined;
  const said = quote(`cannot be undone (${title}): ${reason}`);
  return reason === undefined ? [':'] : [QUOTED, `printf '%s\\n' ${said} >&2`, 'exit 1'];
}
