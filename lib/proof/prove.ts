import type { Environment } from '../core';
import { Problems } from '../core';
import { capacityOf } from './capacity/capacity-of';
import { sharedFates } from './correlated/shared-fates';
import { madeOf } from './made';
import { hostsOf } from './model/hosts';
import { factsOf, type Model } from './model/model';
import { isPlace } from './model/places';
import { modelOfEnvironment } from './model/of-environment';
import { breachesOf } from './objectives/breaches';
import type { Loss } from './failure/loss';
import { outcomeOf } from './outcomes/outcome';
import { pairOutcomes } from './outcomes/pairs';
import { singleOutcomes } from './outcomes/single';
import type { Proof } from './proof';

/**
 * Judges every failure of an environment, and its objectives. A broken objective is not thrown: it is in `breaches`.
 * @param scenarios further failures to judge, by name. @default - none
 * @throws TripodError for facts that contradict each other, and for accepted risks of things that do not exist
 */
export function prove(environment: Environment, scenarios: readonly Loss[] = []): Proof {
  const model = modelOfEnvironment(environment);
  checkAccepted(environment, model);
  const single = singleOutcomes(environment, model);
  return {
    environment: environment.name,
    objectives: environment.objectives,
    accepted: environment.acceptedRisks.map(({ of, ...risk }) => ({ thing: of, ...risk })),
    things: model.things.map((thing) => ({
      name: thing.name,
      component: thing.component,
      hosts: [...hostsOf(thing)],
      made: madeOf(thing),
    })),
    outcomes: [
      ...single,
      ...pairOutcomes(environment, model),
      ...scenarios.map((loss) => ({ ...outcomeOf(loss, model), kind: 'scenario' as const })),
    ],
    breaches: breachesOf(environment, model, single),
    fates: sharedFates(environment, model, single),
    capacity: capacityOf(environment, model),
    assumptions: assumptionsOf(model),
  };
}

function checkAccepted(environment: Environment, model: Model): void {
  const problems = new Problems(environment.name);
  for (const [index, { of }] of environment.acceptedRisks.entries()) {
    problems.check(model.thing.has(of), {
      at: `acceptedRisks[${index}].of`,
      got: of,
      want: `one of ${[...model.thing.keys()].join(', ')}`,
      fix: 'correct the name, or remove the entry',
    });
  }
  problems.throwIfAny();
}

/** What things need that nobody declares, or that lies outside without a site. */
function assumptionsOf(model: Model): readonly string[] {
  const outside = model.things.flatMap((thing) =>
    factsOf(thing, 'dependency')
      .filter(({ on }) => !model.thing.has(on))
      .map(({ on, for: what }) => `${on} works whenever ${thing.name} ${what === 'starting' ? 'starts' : 'runs'}`),
  );
  const stores = model.things.flatMap((thing) =>
    factsOf(thing, 'async-copy')
      .filter(({ to }) => !model.thing.has(to) && !isPlace(model, to))
      .map(({ to }) => `${to} keeps the copy of ${thing.name} whatever is lost`),
  );
  const nowhere = model.things
    .filter((thing) => factsOf(thing, 'outside').some(({ site }) => site === undefined))
    .map(({ name }) => `${name} works whatever is lost`);
  return [...new Set([...outside, ...stores, ...nowhere])].sort();
}
