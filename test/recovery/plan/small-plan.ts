import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../../../lib/recovery/plan/action';
import { Fence } from '../../../lib/recovery/plan/fence';
import type { RecoveryPlan } from '../../../lib/recovery/plan/recovery-plan';

/** A step that does nothing but leave its name. */
export function step(id: string, settings: Partial<Action> = {}): Action {
  return {
    id,
    title: `Do ${id}`,
    phase: 'objects',
    time: Duration.seconds(5),
    check: [`echo "check ${id}"`],
    commands: [`echo "${id} $EPOCH" >> "$STATE/done"`],
    verify: [`grep -qx "${id} $EPOCH" "$STATE/done"`],
    undo: [`sed -i '/^${id} /d' "$STATE/done"`],
    ...settings,
  };
}

/** One step of each phase that a failover has. */
export function steps(): readonly Action[] {
  const reads = { commands: ['true'], verify: [], undo: [] } as const;
  return [
    step('look-around', { phase: 'look', ...reads }),
    step('fence-east', { phase: 'fence', time: Duration.seconds(15) }),
    step('open-ledger', {
      phase: 'data',
      undo: new Lasting('what was written since would be lost'),
      loses: ['echo 12'],
    }),
    step('apply-objects', { phase: 'objects', title: "Apply what stood in etcd | don't hurry" }),
    step('lead-clients', { phase: 'traffic', time: Duration.seconds(31) }),
    step('use-it', { phase: 'verification', ...reads }),
  ];
}

/** A plan that has all that a plan can have, and moves nothing. */
export function smallPlan(settings: Partial<RecoveryPlan> = {}): RecoveryPlan {
  return {
    name: 'city-failover',
    kind: 'city-failover',
    title: 'Loss of the east',
    from: 'production',
    to: 'remote-dr',
    pair: 'bank',
    actions: steps(),
    fence: Fence.executed(),
    decidedBy: 'the crisis manager on duty',
    approvals: 2,
    needs: ['The kubeconfig of remote-dr as `$SECRETS/remote-dr.conf`'],
    ...settings,
  };
}
