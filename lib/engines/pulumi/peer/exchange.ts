import {
  type Component,
  type Exchange,
  type JoiningObject,
  type OfferedValue,
  type Rendering,
  type SecretObject,
  takenNames,
} from '../../../core';

/** The components of an environment that give values to others and take theirs. */
export function exchangesOf({ components }: Rendering) {
  return components.flatMap(({ component }): readonly { component: Component; exchange: Exchange }[] =>
    component.exchange === undefined ? [] : [{ component, exchange: component.exchange }],
  );
}

/** All values that an environment offers. */
export function offersOf(rendering: Rendering): readonly OfferedValue[] {
  return exchangesOf(rendering).flatMap(({ exchange }) => exchange.offers);
}

/** Secrets that objects need, each once. */
export function secretsOf(objects: readonly JoiningObject[]): readonly SecretObject[] {
  return [...new Set(objects.flatMap(({ secrets = [] }) => secrets))];
}

/** Names of the values that an object is made of. */
export function namesIn({ body, secrets = [] }: JoiningObject): readonly string[] {
  const inSecrets = secrets.flatMap(({ values }) => Object.values(values).map(({ name }) => name));
  return [...inSecrets, ...takenNames(body)];
}

/** Names of the values that an environment takes from others. */
export function takenOf(rendering: Rendering): ReadonlySet<string> {
  const own = new Set(offersOf(rendering).map(({ name }) => name));
  const all = exchangesOf(rendering).flatMap(({ exchange }) => exchange.join.objects.flatMap(namesIn));
  return new Set(all.filter((name) => !own.has(name)));
}

/** Whether it needs a Secret that comes out of a store: no value of the program reaches that. */
export function isByHand({ secrets = [] }: JoiningObject): boolean {
  return secrets.some(({ external }) => external !== undefined);
}

/** Secrets that are made when environments are joined. */
export function joiningSecrets(rendering: Rendering): ReadonlySet<SecretObject> {
  return new Set(exchangesOf(rendering).flatMap(({ exchange }) => secretsOf(exchange.join.objects)));
}
