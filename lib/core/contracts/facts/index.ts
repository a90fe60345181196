import type { ActivePassive } from './active-passive';
import type { Copies } from './copies';
import type { Alternatives, AsyncCopy, Dependency, Local, Outside, Patience, RecoveryPlan } from './others';
import type { Replicas } from './replicas';
import type { VoterGroup, Voters } from './voters';

export type { ActivePassive } from './active-passive';
export type { Copies, Fallback } from './copies';
export * from './others';
export type { Placement, Requests, SpreadRule } from './placement';
export type { Replicas } from './replicas';
export type { Reaction, Timer } from './timer';
export type { Membership, VoterGroup, Voters } from './voters';

/** What a component tells the proof about itself. */
export type Fact =
  | Voters
  | Copies
  | Replicas
  | ActivePassive
  | Alternatives
  | AsyncCopy
  | Dependency
  | Outside
  | Patience
  | Local
  | RecoveryPlan;

type Without<T extends Fact> = Omit<T, 'type' | 'of'>;

/** `Fact.voters('etcd', { groups: fixed(hosts) })`. */
export const Fact = {
  voters: (of: string, props: Without<Voters>): Voters => ({ type: 'voters', of, ...props }),
  copies: (of: string, props: Without<Copies>): Copies => ({ type: 'copies', of, ...props }),
  replicas: (of: string, props: Without<Replicas>): Replicas => ({ type: 'replicas', of, ...props }),
  activePassive: (of: string, props: Without<ActivePassive>): ActivePassive => ({
    type: 'active-passive',
    of,
    ...props,
  }),
  alternatives: (of: string, props: Without<Alternatives>): Alternatives => ({ type: 'alternatives', of, ...props }),
  asyncCopy: (of: string, props: Without<AsyncCopy>): AsyncCopy => ({ type: 'async-copy', of, ...props }),
  dependsOn: (of: string, on: string, what: Dependency['for'] = 'serving'): Dependency => ({
    type: 'dependency',
    of,
    on,
    for: what,
  }),
  outside: (of: string, site?: string): Outside => ({ type: 'outside', of, site }),
  patience: (of: string, ...timers: Patience['timers']): Patience => ({ type: 'patience', of, timers }),
  local: (of: string, site: string): Local => ({ type: 'local', of, site }),
  recoveryPlan: (of: string, props: Without<RecoveryPlan>): RecoveryPlan => ({ type: 'recovery-plan', of, ...props }),
} as const;

/** One member on each of these hosts, and nowhere else; a host named twice carries two. */
export function fixed(
  hosts: readonly string[],
  props: Omit<VoterGroup, 'count' | 'hosts' | 'rules'> = {},
): VoterGroup[] {
  return hosts.map((host) => ({ count: 1, hosts: [host], ...props }));
}
