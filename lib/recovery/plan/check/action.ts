import { Duration } from 'cdk8s';
import { A_DNS_LABEL, isDnsLabel } from '../../../core/check/names';
import { isFields, isListOf, isText, isWhole, type Problems } from '../../../errors';
import { type Action, Lasting, PHASES, QUIET } from '../action';
import { A_LINE, isLine } from './line';

/** What can be wrong with a step by itself. */
export function checkAction(action: Action, problems: Problems): void {
  const fields = problems.check(isFields(action), { got: action, want: 'an Action', fix: 'see `Action`' });
  if (!fields) return;
  const { id, title, phase, time, by, undo } = action;
  problems.check(isDnsLabel(id), { at: 'id', got: id, want: A_DNS_LABEL, fix: 'for example `open-ledger`' });
  problems.check(isLine(title), { at: 'title', got: title, want: A_LINE, fix: 'say what is done' });
  problems.check(PHASES.includes(phase), {
    at: 'phase',
    got: phase,
    want: PHASES.join(', '),
    fix: 'choose what the step is for',
  });
  const seconds = time instanceof Duration ? time.toMilliseconds({ integral: false }) / 1000 : undefined;
  problems.check(isWhole(seconds, 1), {
    at: 'time',
    got: seconds === undefined ? time : `${seconds} seconds`,
    want: 'a Duration of whole seconds, one or more',
    fix: 'no step takes no time: say how long it takes at most',
  });
  problems.check(by === undefined || isLine(by), {
    at: 'by',
    got: by,
    want: 'a role, on one line',
    fix: 'leave it out where the commands do it all',
  });
  checkCommands(action, problems);
  if (undo instanceof Lasting) {
    problems.check(isLine(undo.reason), {
      at: 'undo',
      got: undo.reason,
      want: 'a reason, on one line',
      fix: 'people read it when they look for a way back: say why there is none, and what leads on',
    });
  }
}

function checkCommands({ phase, by, check, commands, verify, undo, loses }: Action, problems: Problems): void {
  const lists = { check, commands, verify, loses, ...(undo instanceof Lasting ? {} : { undo }) };
  for (const [at, lines] of Object.entries(lists)) {
    if (lines === undefined && (at === 'check' || at === 'loses')) continue;
    problems.check(isListOf(lines, isBash), {
      at,
      got: lines,
      want: 'lines of bash',
      fix: 'a list of texts; leave out what is not there',
    });
  }
  problems.check(by !== undefined || commands?.length !== 0, {
    at: 'commands',
    got: 'none',
    want: 'commands, or a role that does it by hand',
    fix: 'say `by` whom',
  });
  problems.check(verify?.length !== 0 || by !== undefined || QUIET.includes(phase), {
    at: 'verify',
    got: 'nothing',
    want: 'commands that fail where the step was not reached',
    fix: 'what is not looked at is not known: ask the thing itself',
  });
  problems.check(undo instanceof Lasting || undo?.length !== 0 || QUIET.includes(phase), {
    at: 'undo',
    got: 'nothing',
    want: 'commands, or why there are none',
    fix: 'for example `new Lasting("what was written since would be lost")`',
  });
}

/** A line may hold several, such as a function; a mark of the step's own script would cut it in two. */
function isBash(line: unknown): boolean {
  return isText(line) && !/^#[<>] /m.test(line) && !line.includes('\0') && !line.includes('\r');
}
