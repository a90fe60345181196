import type { ApiObject } from 'cdk8s';
import type { Environment } from '../../../core';
import { type Claim, claimsIn } from './claims';
import type { Protection } from './protected';

/** Something in the other city with claims of the names that are mirrored to there. */
export interface StandIn {
  readonly namespace: string;
  /** The set whose pods mount them, as kubectl names it; undefined for claims that stand alone. */
  readonly set: { readonly target: string; readonly replicas: number } | undefined;
  readonly claims: readonly string[];
}

/** What must give way before claims of an environment can be made in another one. */
export function standInsOf(other: Environment, protections: readonly Protection[]): readonly StandIn[] {
  const names = new Set(protections.flatMap(({ namespace, claims }) => claims.map((name) => `${namespace}/${name}`)));
  const taken =
    names.size === 0 ? [] : claimsIn(other).filter(({ namespace, name }) => names.has(`${namespace}/${name}`));
  const objects = [...new Set(taken.map(({ object }) => object))];
  return objects.map((object) => {
    const own = taken.filter((claim) => claim.object === object);
    return { namespace: namespaceOf(own), set: setOf(object), claims: own.map(({ name }) => name) };
  });
}

function namespaceOf([first]: readonly Claim[]): string {
  return first?.namespace ?? 'default';
}

function setOf(object: ApiObject): StandIn['set'] {
  if (object.kind !== 'StatefulSet') return undefined;
  const { spec } = object.toJson() as { readonly spec?: { readonly replicas?: number } };
  return { target: `statefulset/${object.name}`, replicas: spec?.replicas ?? 1 };
}
