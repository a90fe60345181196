import { quote } from '../../hosts';
import { type Action, Lasting, QUIET } from './action';
import type { RecoveryPlan } from './recovery-plan';
import { APPROVALS } from './runner/approvals';
import { BACK } from './runner/back';
import { MAIN } from './runner/main';
import { PEOPLE } from './runner/people';
import { RECORD } from './runner/record';
import { RUN } from './runner/run';
import { SHOW } from './runner/show';
import { SPEECH } from './runner/speech';
import { STATE } from './runner/state';
import { STEP } from './runner/step';
import { linesOf } from './step/script';
import { scriptName } from './step/name';
import { expectedTime, timeUntilServed } from './time';

/** How long an approval holds while nothing has changed yet: one that was given in another hour is no decision. */
export const APPROVAL_HOURS = 4;

/** The program that runs a plan: what it knows of the plan first, then what all plans share. */
export function runner(plan: RecoveryPlan): string {
  const { name, title, from, to, decidedBy, actions, approvals, epoch, fence } = plan;
  const list = (of: (action: Action, index: number) => string) => `(${actions.map(of).map(quote).join(' ')})`;
  return `#!/usr/bin/env bash
# ${title}: runs the plan step by step, and keeps the record. See --help.
set -euo pipefail
((BASH_VERSINFO[0] >= 5)) || { echo 'run.sh needs bash 5' >&2; exit 1; }
LC_ALL=C
here=$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)

# shellcheck disable=SC2016 # texts for people: nothing in them is for the shell
{
  export PLAN=${quote(name)} FROM=${quote(from)} TO=${quote(to)}
  pair=${quote(plan.pair ?? from)}
  title=${quote(title)}
  decided_by=${quote(decidedBy)}
  approvals_needed=${approvals}
  approval_hours=${APPROVAL_HOURS}
  has_witness=${yes(epoch !== undefined)}
  attested=${yes(fence?.kind === 'attested')}
  uses_secrets=${yes(allLines(plan).some((line) => line.includes('SECRETS')))}
  expected_served=${timeUntilServed(plan).toSeconds()} expected_whole=${expectedTime(plan).toSeconds()}
  served_after=${actions.findLastIndex(({ phase }) => phase === 'traffic')}
  ids=${list(({ id }) => id)}
  titles=${list((action) => action.title)}
  phases=${list(({ phase }) => phase)}
  times=${list(({ time }) => String(time.toSeconds()))}
  people=${list(({ by }) => by ?? '')}
  measures=${list((action) => yes(linesOf(action, 'loses') !== undefined))}
  lasting=${list(({ undo }) => (undo instanceof Lasting ? undo.reason : ''))}
  binding=${list(({ phase, undo }) => yes(!QUIET.includes(phase) && !(undo instanceof Lasting && !undo.binds)))}
  scripts=${list((action, index) => scriptName(index, actions.length, action))}
}

${[SPEECH, STATE, APPROVALS, RECORD, STEP, PEOPLE, RUN, BACK, SHOW, MAIN].join('\n')}`;
}

function allLines({ actions, epoch = [] }: RecoveryPlan): readonly string[] {
  const parts = ['check', 'loses', 'do', 'verify', 'undo'] as const;
  return [...epoch, ...actions.flatMap((action) => parts.flatMap((part) => linesOf(action, part) ?? []))];
}

function yes(is: boolean): string {
  return is ? 'yes' : '';
}
