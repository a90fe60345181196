import type { Json } from '../../../core/check/json';
import { builtInScope } from '../../../core/kind/scope';
import { FIELD_MANAGER } from '../../../core/owner';
import type { Condition, Readiness } from '../../../core';

/** An object with what the plugin reads from its annotations; the files have none of them. */
export function annotated(body: Json, readiness: readonly Readiness[] = []): Json {
  const wait = waitFor(body.apiVersion, body.kind, readiness);
  const annotations = {
    ...(body.metadata['annotations'] as object | undefined),
    'pulumi.com/patchFieldManager': FIELD_MANAGER,
    ...(wait === undefined ? {} : { 'pulumi.com/waitFor': wait }),
  };
  return { ...body, metadata: { ...body.metadata, annotations } };
}

/**
 * Kinds for which the plugin waits by itself (pulumi-kubernetes provider/pkg/await/awaiters.go), which is more than is
 * asked for: a Service would wait for pods that are made after it, a claim for the first pod that mounts it.
 */
const WAITED_FOR = new Set([
  'DaemonSet',
  'Deployment',
  'Ingress',
  'Job',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Pod',
  'ReplicationController',
  'ResourceQuota',
  'Service',
  'ServiceAccount',
  'StatefulSet',
]);

/** Kinds whose pods the plugin follows, so that it can say why one of them does not start. */
const ROLLED_OUT = new Set(['DaemonSet', 'Deployment', 'StatefulSet']);

/** True as soon as the API server has the object. Skipping the wait as a whole would also skip it when it is deleted. */
const AT_ONCE = 'jsonpath={.metadata.uid}';

/** What the plugin waits for; undefined where what it does by itself is right. */
function waitFor(apiVersion: string, kind: string, readiness: readonly Readiness[]): string | undefined {
  const builtIn = builtInScope(apiVersion, kind) !== undefined;
  if (readiness.length === 0) return builtIn && WAITED_FOR.has(kind) ? AT_ONCE : undefined;
  if (builtIn && ROLLED_OUT.has(kind)) return undefined;
  const conditions = readiness.map(({ condition }) => expression(condition));
  return conditions.length === 1 ? conditions[0] : JSON.stringify(conditions);
}

function expression({ type, subject, value }: Condition): string {
  return type === 'jsonpath' ? `jsonpath=${subject}=${value}` : `condition=${subject}`;
}
