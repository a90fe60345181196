import type { Fact } from '../../core';
import type { Landscape } from '../../landscape';
import { checkModel } from './check';
import type { Model, Thing } from './model';
import { isBody } from './model';

/** A fact, and the component that told it. */
export interface Told {
  readonly component: string;
  readonly fact: Fact;
}

/**
 * The things of facts, in the order of their first fact.
 * @throws TripodError with every fact that contradicts another, names what the landscape does not have, or cannot be met
 */
export function modelOf(landscape: Landscape, facts: readonly Fact[]): Model {
  return modelOfTold(
    landscape,
    facts.map((fact) => ({ component: 'facts', fact })),
    'facts',
  );
}

/** The same, where components told the facts. @param place for errors: the name of the environment */
export function modelOfTold(landscape: Landscape, told: readonly Told[], place: string): Model {
  const byName = new Map<string, Told[]>();
  for (const each of told) byName.set(each.fact.of, [...(byName.get(each.fact.of) ?? []), each]);
  const things = [...byName].map(([name, own]): Thing => {
    const made = own.find(({ fact }) => isBody(fact)) ?? own[0];
    return { name, component: made?.component ?? place, facts: own.map(({ fact }) => fact) };
  });
  const model: Model = {
    landscape,
    things,
    thing: new Map(things.map((thing) => [thing.name, thing])),
    host: new Map(landscape.hosts.map((host) => [host.name, host])),
  };
  checkModel(model, place);
  return model;
}
