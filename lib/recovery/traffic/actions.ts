import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../plan/action';
import { type Asked, asking, raising, reading, standing, swapping } from '../witness/script';
import { known, leading, ledThere, type Led } from './script';

/** Three rounds of questions and two of answers, where servers are away. */
const A_CHANGE = Duration.seconds(10);

/**
 * Leads the records that follow one thing to `$TO`.
 * @param isOpen lines of bash that fail unless it is open there
 */
export function leadRecords(asked: Asked, led: Led, follows: string, isOpen: readonly string[]): Action {
  const ask = [...asking(asked), ...known(led), ...ledThere()];
  const change = [...ask, ...reading(), ...swapping(asked), ...raising(), ...leading()];
  return {
    id: `lead-${follows}`,
    title: `Lead ${led.records.map(({ name }) => name).join(', ')} to the new side`,
    phase: 'traffic',
    time: A_CHANGE,
    check: [...asking(asked), ...standing(), 'witness_stands "$EPOCH $TO"', ...isOpen],
    commands: [...change, 'traffic_all "$TO"'],
    verify: [...ask, 'traffic_stands "$TO"'],
    undo: [...change, 'traffic_all "$FROM"'],
  };
}

/** Waits until no resolver knows the old addresses any more. A run that was broken off waits the whole time again. */
export function waitForCaches(ttl: Duration): Action {
  const seconds = ttl.toSeconds();
  return {
    id: 'wait-for-caches',
    title: `Wait ${seconds} s: resolvers forget where the records led before`,
    phase: 'traffic',
    time: ttl,
    commands: [`[[ -e $STATE/caches-ended ]] || { sleep ${seconds}; touch "$STATE/caches-ended"; }`],
    verify: ['[[ -e $STATE/caches-ended ]]'],
    undo: Lasting.nothing('time has passed'),
  };
}

/** Leads all records on servers that were away: else these go on to send clients to the old side. */
export function repairRecords(asked: Asked, led: Led): Action {
  const ask = [...asking(asked), ...known(led), ...ledThere()];
  return {
    id: 'repair-records',
    title: 'Lead the records on name servers that were away, too',
    phase: 'tidy',
    time: A_CHANGE,
    commands: [...ask, ...reading(), ...swapping(asked), ...raising(), ...leading(), 'traffic_all "$TO"'],
    verify: [...ask, 'traffic_stands "$TO"'],
    undo: new Lasting('they lead where the others do'),
  };
}
