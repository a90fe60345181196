import { Duration } from 'cdk8s';
import type { Action } from '../../plan/action';
import { API_SCRIPT } from '../scripts/paths';
import { withFunctions } from './lines';
import { reaching } from './reaching';
import type { Sides } from './side';

/** Closes every API server by command. A guard would open it again, were its epoch still on record. */
export function closeApi({ own, closesWithin }: Sides): readonly Action[] {
  const { name } = own.environment;
  const opens = closesWithin === undefined ? ` && ${API_SCRIPT} open` : '';
  return [
    withFunctions(reaching(own), {
      id: `close-api-${name}`,
      title: `Close the API servers of ${name}`,
      phase: 'fence',
      time: Duration.seconds(10),
      commands: [`everywhere '${API_SCRIPT} forget && ${API_SCRIPT} close'`],
      verify: [`everywhere '${API_SCRIPT} closed'`],
      undo: [`everywhere "${API_SCRIPT} epoch $PREVIOUS${opens}"`],
    }),
  ];
}
