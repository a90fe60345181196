import { storeOf } from '../../etcd/snapshots/store-of';
import { bringObjects, forgetSnapshot, showSnapshot } from '../../failover/snapshot';
import { shutOut } from '../../failover/volumes/fence';
import { mirrorOf } from '../../failover/mirror-of';
import { takeVolumes } from '../../failover/volumes/take';
import type { Action } from '../../plan/action';
import type { RecoveryPlan } from '../../plan/recovery-plan';
import { actionsOf } from '../../failover/step';
import type { Pair } from '../pair';
import { fenceActions } from './parts/fence';
import { healthOf, whatAnswers } from './parts/look';
import { planOf, repaired } from './plan';
import { leadActions } from './parts/records';
import { there } from './turn';
import { verifyActions } from './parts/verify';

/** Cities that are lost with an environment. */
export function citiesOf({ from }: Pick<Pair, 'from'>): string {
  return [...new Set(from.sites.map(({ city }) => city))].join(', ');
}

/**
 * The loss of the city that serves: its side is fenced, and the other one takes over data, objects and then clients. It loses
 * what had not arrived there.
 */
export function cityFailoverPlan(pair: Pair): RecoveryPlan {
  const { from, to, fence, decidedBy } = pair;
  const turn = there(pair);
  const mirror = mirrorOf(pair);
  const cut = mirror === undefined || fence.kind === 'executed' ? [] : shutOut(pair, mirror);
  return planOf(pair, {
    name: 'city-failover',
    kind: 'city-failover',
    title: `The loss of ${citiesOf(pair)}: ${to.name} takes over from ${from.name}`,
    from: from.name,
    to: to.name,
    fence,
    actions: [
      whatAnswers(from, decidedBy),
      ...turn.opening.flatMap((holder) => holder.look()),
      ...healthOf(pair),
      ...fenceActions(pair, turn, fence),
      ...actionsOf(cut, { phase: 'fence' }),
      ...turn.opening.flatMap((holder) => holder.open(fence)),
      ...takenOver(pair),
      ...leadActions(pair, turn, fence),
      ...turn.opening.flatMap((holder) => holder.settle?.() ?? []),
      ...verifyActions(pair, turn),
      ...repaired(pair),
    ],
  });
}

/** Volumes, and what stood in etcd alone. A cold side has taken etcd itself over. */
function takenOver(pair: Pair): readonly Action[] {
  const { from, to, doneBy, times, standby } = pair;
  const mirror = mirrorOf(pair);
  const store = standby.kind === 'warm' ? storeOf(from) : undefined;
  return [
    ...(store === undefined ? [] : showSnapshot(store, from.cluster.services)),
    ...(mirror === undefined ? [] : takeVolumes({ from, to }, mirror, times.volumes, false)),
    ...(store === undefined ? [] : [...bringObjects({ from, to }, doneBy, times.objects, false), ...forgetSnapshot()]),
  ];
}
