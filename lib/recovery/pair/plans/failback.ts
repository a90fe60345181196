import { Duration } from 'cdk8s';
import { exchange } from '../../failover/volumes/return/exchange';
import { bucketsAndFiles } from '../../failover/volumes/return/files';
import { followAgain } from '../../failover/volumes/return/follow';
import { hand } from '../../failover/hand';
import { mirrorOf } from '../../failover/mirror-of';
import { kubectl } from '../../failover/step';
import { type Action, Lasting } from '../../plan/action';
import { Fence } from '../../plan/fence';
import type { RecoveryPlan } from '../../plan/recovery-plan';
import type { Pair } from '../pair';
import { fenceActions } from './parts/fence';
import { planOf, repaired } from './plan';
import { leadActions } from './parts/records';
import { tidied } from './switchover';
import { back } from './turn';
import { verifyActions } from './parts/verify';

/**
 * The way back, announced days before: what the old side alone has is kept, the old side is built anew and follows, and then
 * roles are exchanged in good order, in a new epoch. No part of it begins by itself.
 */
export function failbackPlan(pair: Pair): RecoveryPlan {
  const { from, to, doneBy } = pair;
  const turn = back(pair);
  const fence = Fence.executed();
  const mirror = mirrorOf(pair);
  return planOf(pair, {
    name: 'failback',
    kind: 'failback',
    title: `The way back from ${to.name} to ${from.name}, announced days before`,
    from: to.name,
    to: from.name,
    fence,
    actions: [
      // A cold side is made from the hosts as they are, by its own step.
      ...(pair.standby.kind === 'cold' ? [] : hand(doneBy, [built(pair)])),
      ...prepared(turn.opening.flatMap((holder) => [...holder.rescue(), ...holder.rebuild()])),
      ...prepared(turn.opening.flatMap((holder) => holder.look())),
      ...(mirror === undefined ? [] : followAgain(pair, mirror, doneBy)),
      ...fenceActions(pair, turn, fence),
      ...turn.opening.flatMap((holder) => holder.open(fence)),
      ...(mirror === undefined ? [] : [...exchange(pair, mirror), ...bucketsAndFiles(pair, mirror, doneBy)]),
      ...leadActions(pair, turn, fence),
      ...turn.opening.flatMap((holder) => holder.settle?.() ?? []),
      ...verifyActions(pair, turn),
      ...turn.closing.flatMap((holder) => tidied(holder.rebuild())),
      ...repaired(pair),
    ],
  });
}

/** Done while the other side serves, in the order in which it is given. */
function prepared(actions: readonly Action[]): readonly Action[] {
  return actions.map((action) => ({
    ...action,
    phase: 'preparation' as const,
    // Those that only look are asked once more.
    verify: action.verify.length === 0 ? [...(action.check ?? []), ...action.commands] : action.verify,
    undo: Array.isArray(action.undo) && action.undo.length === 0 ? new Lasting('it only looks') : action.undo,
  }));
}

function built({ from, to, doneBy }: Pair): Parameters<typeof hand>[1][number] {
  return {
    id: 'build-anew',
    title: `${doneBy} builds ${from.name} from its plan, but for storage and with its links closed to users: nothing that lay there is trusted. ${to.name} goes on to serve`,
    phase: 'preparation',
    time: Duration.hours(8),
    verify: [
      `${kubectl(from)} get --raw=/readyz > /dev/null`,
      `${kubectl(from)} wait --for=condition=Ready nodes --all --timeout=120s`,
    ],
  };
}
