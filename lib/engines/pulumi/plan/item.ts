import { dependencies } from '../../../core/order/waves';
import { identity } from '../../../core/check/objects';
import type { Json } from '../../../core/check/json';
import { claimsData, holdsData } from '../../../core/kind/data';
import { kindOf } from '../../../core/kind/kind';
import { LABELS } from '../../../core/owner';
import { refOf } from '../../../core/component/readiness';
import type { Component, ObjectRef, Readiness, RenderedObject, SecretObject } from '../../../core';

/** An object with what the plan decides by. */
export interface Item {
  readonly key: string;
  readonly body: Json;
  readonly secrets?: Readonly<Record<string, string>>;
  /** What to wait for before it counts as made; none: it counts as soon as the API server has it. */
  readonly readiness: readonly Readiness[];
  /** Keys of objects of the same component that were named with `addDependency`. */
  readonly named: readonly string[];
  /** API versions under which it was written before. */
  readonly earlier: readonly string[];
  readonly holdsData: boolean;
  /** Whether data is kept in claims that it makes: they outlive it, but not their namespace. */
  readonly claimsData: boolean;
  /** Whether it is the cluster's own, and never deleted. */
  readonly kept: boolean;
}

/** An object of a component. */
export function objectItem(component: Component, { object, json }: RenderedObject): Item {
  const key = identity(json);
  return {
    key,
    body: json,
    readiness: component.readiness.filter(({ target }) => keyOf(target) === key),
    named: dependencies(object).map((other) => keyOf(refOf(other))),
    earlier: kindOf(object)?.earlier ?? [],
    holdsData: holdsData(object),
    claimsData: claimsData(json),
    kept: component.kept.has(object),
  };
}

/** A Secret whose values come from the stack. */
export function secretItem({ name, namespace, type, values }: SecretObject): Item {
  const body: Json = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace, labels: LABELS }, type };
  const secrets = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.name]));
  return { ...PLAIN, key: identity(body), body, secrets };
}

/** An object that nothing more is known of. */
export const PLAIN = {
  readiness: [],
  named: [],
  earlier: [],
  holdsData: false,
  claimsData: false,
  kept: false,
} as const;

/** What makes an object the same for the API server. */
export function keyOf({ apiVersion, kind, name, namespace }: ObjectRef): string {
  return identity({ apiVersion, kind, metadata: { name, namespace } });
}

/** What an object is called, from its rendered form. */
export function refOfBody({ apiVersion, kind, metadata }: Json): ObjectRef {
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace };
}
