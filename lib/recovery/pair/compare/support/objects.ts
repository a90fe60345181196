import { ApiObject } from 'cdk8s';
import type { Environment } from '../../../../core';

/** Objects of some kinds in an environment. Rendering is dear: only these are looked at. */
export function objectsOf({ node }: Environment, ...kinds: readonly string[]): readonly ApiObject[] {
  return node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each) && kinds.includes(each.kind));
}

/** `namespace/name`, or the name of what stands in none. */
export function placeOf({ metadata, name }: ApiObject): string {
  return metadata.namespace === undefined ? name : `${metadata.namespace}/${name}`;
}

/** A text that is the same for the same fields, whatever their order. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
