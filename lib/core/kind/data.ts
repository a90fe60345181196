import type { ApiObject } from 'cdk8s';
import type { Json } from '../check/json';
import { kindOf } from './kind';

const BUILT_IN = new Set(['PersistentVolume', 'PersistentVolumeClaim']);
const CLAIMING = 'StatefulSet';

/** Whether data is lost with an object. */
export function holdsData(object: ApiObject): boolean {
  return (object.apiVersion === 'v1' && BUILT_IN.has(object.kind)) || kindOf(object)?.holdsData === true;
}

/** Whether objects of a kind of Kubernetes' own may hold data, or make claims that do. */
export function mayHoldData(kind: string): boolean {
  return BUILT_IN.has(kind) || kind === CLAIMING;
}

/** Whether an object makes claims that hold data: they outlive it, but not their namespace. */
export function claimsData({ kind, spec }: Json): boolean {
  const templates = kind === CLAIMING ? (spec as { volumeClaimTemplates?: unknown }).volumeClaimTemplates : undefined;
  return Array.isArray(templates) && templates.length > 0;
}
