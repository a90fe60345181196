import { Duration } from 'cdk8s';
import type { Environment } from '../../../../core';
import { entryPoints } from '../../../../hosts';
import { controlPlaneOf } from '../../../etcd/control-plane';
import { hand } from '../../../failover/hand';
import { kubectl } from '../../../failover/step';
import { type Action, Lasting } from '../../../plan/action';
import type { Pair } from '../../pair';
import { endpointOf } from './records';
import type { Turn } from '../turn';

/** Whether it serves, as its users know it: the API under its name, the data, and then every service. */
export function verifyActions(pair: Pair, turn: Turn): readonly Action[] {
  return [
    ...apiAnswers(pair, turn.to),
    ...turn.opening.flatMap((holder) => holder.verify()),
    ...hand(pair.doneBy, [
      {
        id: 'use-services',
        title: `${pair.doneBy} uses every service as its users do: log in, read, write, read again`,
        phase: 'verification',
        time: pair.times.verification,
      },
    ]),
  ];
}

/** Under the name that clients have, at the new side, whatever a resolver still says. */
function apiAnswers({ from }: Pair, to: Environment): readonly Action[] {
  const name = endpointOf(from);
  const [address] = entryPoints(to);
  const port = controlPlaneOf(to)?.endpoint.split(':').at(-1);
  if (name === undefined || address === undefined) return [];
  return [
    {
      id: 'api-answers',
      title: `The API of ${to.name} answers, and shows a certificate for ${name}`,
      phase: 'verification',
      time: Duration.minutes(1),
      commands: [`${kubectl(to)} --server=https://${address}:${port} --tls-server-name=${name} get --raw=/readyz`],
      verify: [],
      undo: new Lasting('it only looks'),
    },
  ];
}
