import { Duration } from 'cdk8s';
import { storeOf } from '../../etcd/snapshots/store-of';
import { forgetSnapshot, reading, showSnapshot } from '../../failover/snapshot';
import { kubectl } from '../../failover/step';
import { type Action, Lasting } from '../../plan/action';
import type { RecoveryPlan } from '../../plan/recovery-plan';
import type { Pair } from '../pair';
import { healthOf, whatAnswers } from './parts/look';
import { planOf } from './plan';
import { there } from './turn';

/**
 * A rehearsal that touches nothing of production: copies are looked at, the last snapshot is restored on the machine of who
 * rehearses, and the witness is asked. Nobody is fenced and nothing is opened: that is what the switch-over is for.
 */
export function drillPlan(pair: Pair): RecoveryPlan {
  const { from, to, standby, decidedBy } = pair;
  const store = standby.kind === 'warm' ? storeOf(from) : undefined;
  return planOf(pair, {
    name: 'drill',
    kind: 'drill',
    title: `A rehearsal on copies: could ${to.name} take over from ${from.name} now?`,
    from: from.name,
    to: to.name,
    actions: [
      whatAnswers(from, decidedBy),
      ...asked(pair),
      ...there(pair).opening.flatMap((holder) => holder.look()),
      ...healthOf(pair),
      ...(store === undefined ? [] : [...showSnapshot(store, from.cluster.services, 'preparation'), counted(pair)]),
      ...(store === undefined ? [] : forgetSnapshot()),
    ],
  });
}

/** A majority of the witness answers, and it is the turn of the side that serves. */
function asked({ witness, from }: Pair): readonly Action[] {
  if (witness === undefined) return [];
  return [
    {
      id: 'ask-witness',
      title: `Ask the witness: it is the turn of ${from.name}`,
      phase: 'look',
      time: Duration.minutes(1),
      commands: [
        'turn() {',
        ...witness.read(),
        '}',
        'said=$(turn)',
        'echo "the witness says: $said"',
        `[[ $said == *" ${from.name}" ]] || { echo "it is not the turn of ${from.name}" >&2; exit 1; }`,
      ],
      verify: [],
      undo: new Lasting('it only looks'),
    },
  ];
}

/** What the snapshot holds is what the cluster has, but for what came since. */
function counted({ from }: Pair): Action {
  const count = 'get namespaces --output=name | wc -l';
  return {
    id: 'count-objects',
    title: `Compare what the snapshot holds with ${from.name}`,
    phase: 'verification',
    time: Duration.minutes(2),
    commands: [
      'cd "$STATE"',
      ...reading(),
      `echo "namespaces in the snapshot: $(was ${count}), in ${from.name}: $(${kubectl(from)} ${count})"`,
      'was get --raw=/readyz > /dev/null',
      'was get namespace kube-system --output=name',
    ],
    verify: [],
    undo: new Lasting('it only looks'),
  };
}
