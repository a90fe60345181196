import { Duration } from 'cdk8s';
import type { Action } from '../../plan/action';
import { CLEAN_SCRIPT, STANDBY_SCRIPT } from '../scripts/paths';
import { withFunctions } from './lines';
import { reaching } from './reaching';
import { fetching } from './snapshot';
import type { Sides } from './side';

/** Whether this side could take over: masters that wait, and a snapshot that is whole. */
export function lookAtApi({ own, store }: Sides): readonly Action[] {
  const { name } = own.environment;
  const newest = 'newest=$(use_store; whole_snapshots | head -n 1)';
  return [
    withFunctions([...reaching(own), ...fetching(store)], {
      id: `look-at-masters-${name}`,
      title: `Look whether most masters of ${name} wait, with all that a take-over needs`,
      phase: 'look',
      time: Duration.minutes(1),
      commands: [
        'waiting=0 silent=0',
        'while read -r master <&3; do',
        `  if answers "$master" && on_host "$master" '${STANDBY_SCRIPT} ready'; then waiting=$((waiting + 1)); else silent=$((silent + 1)); fi`,
        'done 3< <(all_masters)',
        'echo "$waiting of $((waiting + silent)) masters wait"',
        '((waiting > silent))',
      ],
      verify: [],
      undo: [],
    }),
    withFunctions([...fetching(store)], {
      id: `look-at-snapshots-${name}`,
      title: 'Look at the newest whole snapshot in the store',
      phase: 'look',
      time: Duration.seconds(30),
      commands: [
        newest,
        '[[ -n $newest ]] || { echo "there is no whole snapshot in the store" >&2; exit 1; }',
        'echo "$newest"',
      ],
      verify: [],
      undo: [],
    }),
  ];
}

/** Reads and writes through every API server. */
export function verifyApi({ own }: Sides): readonly Action[] {
  const { name } = own.environment;
  return [
    withFunctions(reaching(own), {
      id: `verify-api-${name}`,
      title: `Write and read through every API server of ${name}`,
      phase: 'verification',
      time: Duration.seconds(30),
      commands: [`everywhere '${CLEAN_SCRIPT} probe'`],
      verify: [],
      undo: [],
    }),
  ];
}
