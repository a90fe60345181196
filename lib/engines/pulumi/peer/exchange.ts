import type { Component, Exchange, JoiningObject, OfferedValue, Rendering, SecretObject } from '../../../core';

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

/** Secrets that are made when environments are joined. */
export function joiningSecrets(rendering: Rendering): ReadonlySet<SecretObject> {
  return new Set(exchangesOf(rendering).flatMap(({ exchange }) => secretsOf(exchange.join.objects)));
}
