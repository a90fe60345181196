import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { NAMESPACE } from '../operator/names';
import { REHEARSAL, RESTORED, scratchOf } from './names';

const API = 'admissionregistration.k8s.io/v1';
const IS_REHEARSAL = `request.userInfo.username == 'system:serviceaccount:${NAMESPACE}:${REHEARSAL}'`;

/** Holds the API server to it: a rehearsal restores into its own namespaces only, and lets only their volumes go. */
export function guard(scope: Construct, schedules: () => readonly string[]): void {
  policy(scope, 'restores', {
    rule: { apiGroups: ['velero.io'], resources: ['restores'], operations: ['CREATE', 'UPDATE'] },
    expression: () => restoresInto(schedules().map(scratchOf)),
    message: 'a rehearsal restores claims and configuration into its own namespaces, and nothing else',
  });
  policy(scope, 'volumes', {
    rule: { apiGroups: [''], resources: ['persistentvolumes'], operations: ['UPDATE'] },
    expression: () => releases(schedules().map(scratchOf)),
    message: 'a rehearsal changes what becomes of its own volumes, and nothing else',
  });
}

/** Every namespace that is restored goes into one of these, and of it only what does nothing by itself. */
function restoresInto(namespaces: readonly string[]): string {
  return all([
    'has(object.spec.includedNamespaces) && size(object.spec.includedNamespaces) > 0',
    'has(object.spec.namespaceMapping)',
    `object.spec.includedNamespaces.all(n, n in object.spec.namespaceMapping && object.spec.namespaceMapping[n] in ${list(namespaces)})`,
    `has(object.spec.includedResources) && size(object.spec.includedResources) > 0`,
    `object.spec.includedResources.all(r, r in ${list(RESTORED)})`,
    'has(object.spec.includeClusterResources) && object.spec.includeClusterResources == false',
    '!has(object.spec.hooks) || !has(object.spec.hooks.resources)',
    '!has(object.spec.existingResourcePolicy) || object.spec.existingResourcePolicy != "update"',
  ]);
}

/** The volume belongs to one of these namespaces, and all but its reclaim policy stays. */
function releases(namespaces: readonly string[]): string {
  return all([
    `has(oldObject.spec.claimRef) && oldObject.spec.claimRef.namespace in ${list(namespaces)}`,
    'has(object.spec.claimRef) && object.spec.claimRef == oldObject.spec.claimRef',
    'object.spec.persistentVolumeReclaimPolicy == "Delete"',
  ]);
}

/** CEL binds && closer than ||: every part stands in brackets. */
function all(parts: readonly string[]): string {
  return parts.map((part) => `(${part})`).join(' && ');
}

function list(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}

interface Policy {
  readonly rule: { readonly apiGroups: string[]; readonly resources: string[]; readonly operations: string[] };
  readonly expression: () => string;
  readonly message: string;
}

/** A policy and what puts it into force. They are newer than the kinds of cdk8s-plus-27 (Kubernetes 1.30). */
function policy(scope: Construct, what: string, { rule, expression, message }: Policy): void {
  const name = `tripod-rehearsal-${what}`;
  new ApiObject(scope, `${what}-policy`, {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: [{ ...rule, apiVersions: ['*'] }] },
      matchConditions: [{ name: 'rehearsal', expression: IS_REHEARSAL }],
      validations: [{ expression: Lazy.any({ produce: expression }) as unknown, message }],
    },
  });
  new ApiObject(scope, `${what}-binding`, {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny'] },
  });
}
