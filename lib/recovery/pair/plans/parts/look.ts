import { Duration } from 'cdk8s';
import type { Environment } from '../../../../core';
import { entryPoints } from '../../../../hosts';
import { controlPlaneOf } from '../../../etcd/control-plane';
import { kubectl } from '../../../failover/step';
import { type Action, Lasting } from '../../../plan/action';
import type { Pair } from '../../pair';

const READS = new Lasting('it only looks');

/** What still answers, before anybody decides: it never fails, since people judge it. */
export function whatAnswers(environment: Environment, decidedBy: string): Action {
  const { port } = new URL(`https://${controlPlaneOf(environment)?.endpoint ?? 'api:6443'}`);
  return {
    id: 'what-answers',
    title: `Show ${decidedBy} what of ${environment.name} still answers: is it lost, or only unseen from here? Ask by telephone, too`,
    phase: 'look',
    time: Duration.minutes(1),
    commands: [
      `for address in ${entryPoints(environment).join(' ')}; do`,
      `  if said=$(curl --insecure --silent --max-time 5 "https://$address:${port || '443'}/readyz"); then echo "$address says $said"; else echo "$address is silent"; fi`,
      'done',
    ],
    verify: [],
    undo: READS,
  };
}

/** Whether the side that takes over is ready, with all its nodes. A cold one has nothing that could be asked. */
export function healthOf({ to, times: { health }, standby }: Pair): readonly Action[] {
  return standby.kind === 'cold' ? [] : [ready(to, 'health', 'look', health)];
}

/** The API answers, all nodes are ready, and pods that do not run are named. */
export function ready(environment: Environment, id: string, phase: Action['phase'], time: Duration): Action {
  const reach = kubectl(environment);
  return {
    id,
    title: `Look at the health of ${environment.name}: the API, all nodes, and pods that do not run`,
    phase,
    time,
    commands: [
      `${reach} get --raw=/readyz`,
      `${reach} wait --for=condition=Ready nodes --all --timeout=120s`,
      `${reach} get pods --all-namespaces --field-selector=status.phase!=Running,status.phase!=Succeeded --no-headers`,
    ],
    verify: [`${reach} get --raw=/readyz > /dev/null`],
    undo: READS,
  };
}
