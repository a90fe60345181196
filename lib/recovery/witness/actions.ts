import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../plan/action';
import { REPAIRING } from './begin';
import { type Asked, asking, beginning, raising, reading, standing, swapping } from './script';

/** Three rounds of questions of 2 s, where servers are away, and what nsupdate adds. */
const A_ROUND = Duration.seconds(8);

const WAS = '"$PREVIOUS $FROM"';
const IS = '"$EPOCH $TO"';

/** Takes the epoch for `$TO`. @param back lines that record `$EPOCH` with the holders of `$FROM`, for the way back */
export function takeEpoch(asked: Asked, back: readonly string[]): Action {
  return {
    id: 'take-epoch',
    title: 'Take the epoch at the witness: from now on it is the turn of the other side',
    phase: 'fence',
    time: A_ROUND,
    check: [...asking(asked), ...beginning(), `witness_begins ${WAS} ${IS}`],
    commands: [
      ...asking(asked),
      ...beginning(),
      ...swapping(asked),
      ...raising(),
      ...standing(),
      `witness_begins ${WAS} ${IS}`,
      `witness_raise ${IS}`,
      `witness_stands ${IS}`,
    ],
    verify: [...asking(asked), ...standing(), `witness_stands ${IS}`],
    undo: [
      '# Epochs only grow: the way back is the next one. What was closed stays so until that is recorded with it.',
      ...asking(asked),
      ...beginning(),
      ...swapping(asked),
      ...raising(),
      ...standing(),
      'next="$((EPOCH + 1)) $FROM"',
      `witness_begins ${IS} "$next"`,
      'witness_raise "$next"',
      'witness_stands "$next"',
      ...(back.length === 0 ? [] : ['EPOCH=${next%% *}', ...back]),
    ],
  };
}

/**
 * Waits until the old side has closed by itself. A run that was broken off waits the whole time again: nobody knows how
 * long the machine was away.
 */
export function waitForLeases(asked: Asked, time: Duration): Action {
  const seconds = time.toSeconds();
  return {
    id: 'wait-for-leases',
    title: `Wait ${seconds} s: whatever is still open on the old side closes by itself`,
    phase: 'fence',
    time,
    commands: [
      ...asking(asked),
      ...standing(),
      `[[ -e $STATE/leases-ended ]] || { witness_stands ${IS}; sleep ${seconds}; touch "$STATE/leases-ended"; }`,
    ],
    verify: [...asking(asked), ...standing(), '[[ -e $STATE/leases-ended ]]', `witness_stands ${IS}`],
    undo: Lasting.nothing('time has passed'),
  };
}

/** Brings servers there that were away: without them, the next one that fails takes the majority with it. */
export function repairWitness(asked: Asked): Action {
  return {
    id: 'repair-witness',
    title: 'Bring the epoch to servers of the witness that were away',
    phase: 'tidy',
    time: A_ROUND,
    commands: [
      ...asking(asked),
      ...reading(),
      ...swapping(asked),
      ...raising(),
      ...standing(),
      ...REPAIRING,
      'witness_repair',
    ],
    verify: [...asking(asked), ...standing(), `witness_stands ${IS}`],
    undo: new Lasting('it says on all servers what most of them said'),
  };
}
