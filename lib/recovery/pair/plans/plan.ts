import { duplicates } from './parts/unique';
import type { Action, Phase } from '../../plan/action';
import { PHASES } from '../../plan/action';
import type { PlanKind, RecoveryPlan } from '../../plan/recovery-plan';
import type { Fence } from '../../plan/fence';
import type { Pair } from '../pair';
import { needsOf } from './needs';

interface Parts {
  readonly name: string;
  readonly kind: PlanKind;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly actions: readonly Action[];
  readonly fence?: Fence;
}

/** A plan of the pair: its actions by phases, each part in the order in which it is given. */
export function planOf(pair: Pair, { actions, ...parts }: Parts): RecoveryPlan {
  const { decidedBy, approvals, from, name, witness } = pair;
  const place = (phase: Phase) => PHASES.indexOf(phase);
  // The epoch counts turns, so only what makes one of them asks it.
  const epoch = witness === undefined || parts.fence === undefined ? {} : { epoch: witness.read() };
  return {
    ...parts,
    ...epoch,
    pair: `${from.name}-${name}`,
    needs: needsOf(pair),
    actions: numbered([...actions].sort((a, b) => place(a.phase) - place(b.phase))),
    decidedBy,
    approvals,
  };
}

/** Ids are unique in a plan, where the same thing is done for several. */
function numbered(actions: readonly Action[]): readonly Action[] {
  const twice = duplicates(actions.map(({ id }) => id));
  const seen = new Map<string, number>();
  return actions.map((action) => {
    if (!twice.has(action.id)) return titled(action);
    const count = (seen.get(action.id) ?? 0) + 1;
    seen.set(action.id, count);
    return titled({ ...action, id: `${action.id}-${count}` });
  });
}

function titled(action: Action): Action {
  const { title } = action;
  return { ...action, title: `${title.charAt(0).toUpperCase()}${title.slice(1)}` };
}

/** Servers that were away learn what the others know. */
export function repaired({ witness, traffic }: Pair): readonly Action[] {
  return [...(witness?.repair() ?? []), ...(traffic?.repair() ?? [])];
}
