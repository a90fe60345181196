import type { Json } from '../../../core/check/json';
import { identity } from '../../../core/check/objects';
import type { PlannedResource } from './resource';

/**
 * How an object is told from all others, by the API server and in a stack.
 * @param kind of its resource. @default - the object's own; that of a patch is another one
 */
export function identifiers(body: Json, kind = body.kind): Pick<PlannedResource, 'key' | 'type' | 'name'> {
  const { apiVersion, metadata } = body;
  return {
    key: identity({ ...body, kind }),
    type: typeOf(apiVersion, kind),
    name: nameOf(kind, metadata.namespace, metadata.name),
  };
}

/** Type token of a kind: `kubernetes:apps/v1:Deployment`; the core group has a name of its own there. */
export function typeOf(apiVersion: string, kind: string): string {
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** Name of an object in a stack: `Deployment/velero/velero`, `Namespace/velero`. */
export function nameOf(kind: string, namespace: string | undefined, name: string): string {
  return [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');
}
