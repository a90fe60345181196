import type { Environment } from '../../core';
import type { Model } from './model';
import { modelOfTold } from './model-of';

/** What the components of an environment say about themselves. @throws TripodError for facts that contradict each other */
export function modelOfEnvironment(environment: Environment): Model {
  const told = environment.components.flatMap(({ node, facts }) => facts.map((fact) => ({ component: node.id, fact })));
  return modelOfTold(environment.landscape, told, environment.name);
}
