import { mirrorOf } from '../../failover/mirror-of';
import { bringObjects } from '../../failover/snapshot';
import { stepDown } from '../../failover/volumes/return/step-down';
import { takeVolumes } from '../../failover/volumes/take';
import type { Action } from '../../plan/action';
import { Fence } from '../../plan/fence';
import type { RecoveryPlan } from '../../plan/recovery-plan';
import type { Pair } from '../pair';
import { fenceActions } from './parts/fence';
import { healthOf } from './parts/look';
import { planOf, repaired } from './plan';
import { leadActions } from './parts/records';
import { there } from './turn';
import { verifyActions } from './parts/verify';

/** The other side takes over while both are there: the old one is closed first, and nothing is opened before all has arrived. */
export function switchoverPlan(pair: Pair): RecoveryPlan {
  const { from, to } = pair;
  const turn = there(pair);
  const fence = Fence.executed();
  return planOf(pair, {
    name: 'switchover',
    kind: 'switchover',
    title: `In good order: ${to.name} takes over from ${from.name}, and nothing is lost`,
    from: from.name,
    to: to.name,
    fence,
    actions: [
      ...turn.opening.flatMap((holder) => holder.look()),
      ...healthOf(pair),
      ...fenceActions(pair, turn, fence),
      ...turn.opening.flatMap((holder) => holder.open(fence)),
      ...volumes(pair),
      ...leadActions(pair, turn, fence),
      ...turn.opening.flatMap((holder) => holder.settle?.() ?? []),
      ...verifyActions(pair, turn),
      // What served before follows from now on.
      ...turn.closing.flatMap((holder) => tidied(holder.rebuild())),
      ...repaired(pair),
    ],
  });
}

/** Read where they still answer. */
function volumes(pair: Pair): readonly Action[] {
  const { from, to, doneBy, times } = pair;
  const mirror = mirrorOf(pair);
  return [
    ...(mirror === undefined
      ? []
      : [...stepDown(pair, mirror), ...takeVolumes({ from, to }, mirror, times.volumes, true)]),
    ...(pair.standby.kind === 'cold' ? [] : bringObjects({ from, to }, doneBy, times.objects, true)),
  ];
}

/** What is done once clients are served, whenever somebody has the time for it. */
export function tidied(actions: readonly Action[]): readonly Action[] {
  return actions.map((action) => ({ ...action, phase: 'tidy' as const }));
}
