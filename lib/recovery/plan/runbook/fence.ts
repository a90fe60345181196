import { AttestedFence, ExternalFence, type Fence } from '../fence';
import type { RecoveryPlan } from '../recovery-plan';

/** What keeps the old side from writing, for people. */
export function fenceSentence({ from }: RecoveryPlan, fence: Fence | undefined): string {
  if (fence === undefined) return 'Fence: none is needed, since nothing is promoted.';
  if (fence instanceof ExternalFence)
    return `Fence: ${fence.props.by} cuts ${from} off from outside (${fence.props.what}).`;
  if (fence instanceof AttestedFence)
    return `Fence: ${fence.by.join(' and ')} both attest that ${from} does not write.`;
  if (fence.kind === 'executed') return `Fence: the plan stops ${from} itself, and ends where it cannot be reached.`;
  return `Fence: ${from} stops itself, reached or not, once the witnesses do not confirm it any more.`;
}
