import type { Json } from '../../../core/check/json';
import type { ObjectRef } from '../../../core';

/** What an object is called, from its rendered form. */
export function refOfBody({ apiVersion, kind, metadata }: Json): ObjectRef {
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace };
}
