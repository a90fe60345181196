import type { ApiObject } from 'cdk8s';
import type { Problems } from '../../errors';
import type { Component } from '../component/component';
import type { Json } from './json';
import { kindOf } from '../kind/kind';
import { builtInScope, groupOf } from '../kind/scope';
import { dependencies, orderObjects } from '../order/waves';
import { checkMetadata } from './metadata';

/** An object beside the component that owns it, and as it is rendered. */
export interface Owned {
  readonly component: Component;
  readonly object: ApiObject;
  readonly json: Json;
}

/** Tells whether a namespace is there when objects are applied. */
export type NamespaceTest = (name: string) => boolean;

/** There before anything is applied. */
export const GIVEN_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** What a Pulumi Output becomes inside a text. */
const OUTPUT_IN_TEXT = 'Calling [toString] on an [Output';

/** Checks identities, scopes and namespaces of all objects of an environment. */
export function checkObjects(objects: readonly Owned[], isThere: NamespaceTest, problems: Problems): void {
  const owners = new Map<string, ApiObject>();
  for (const { object, json } of objects) {
    const path = object.node.path;
    checkScope(object, json, problems);
    checkMetadata(json, path, problems);
    checkIdentity(identity(json), object, owners, problems);
    const namespace = json.metadata.namespace;
    problems.check(namespace === undefined || isThere(namespace), {
      path,
      at: 'metadata.namespace',
      got: namespace,
      want: 'a namespace that the environment makes',
      fix: `environment.namespace('${namespace}')`,
    });
    checkTexts(json, path, problems);
  }
}

/** Tells whether the environment makes a namespace, or finds it in the cluster. */
export function namespacesOf(objects: readonly Owned[], distribution: string): NamespaceTest {
  const made = objects.filter(({ json }) => json.kind === 'Namespace').map(({ json }) => json.metadata.name);
  const names = new Set([...GIVEN_NAMESPACES, ...made]);
  // OpenShift brings its own, and reserves the prefix for them.
  return (name) => names.has(name) || (distribution === 'openshift' && name.startsWith('openshift-'));
}

/** Group, kind, namespace and name: what makes an object the same for the API server. */
export function identity({ apiVersion, kind, metadata }: Json): string {
  return [groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name].join('/');
}

function checkIdentity(id: string, object: ApiObject, owners: Map<string, ApiObject>, problems: Problems): void {
  const other = owners.get(id);
  problems.check(other === undefined, {
    path: object.node.path,
    at: 'metadata.name',
    got: `${object.kind} ${object.name}, which ${other?.node.path} makes too`,
    want: 'every object once: the API server would keep only the last one',
    fix: 'rename one of the two, or remove it',
  });
  owners.set(id, other ?? object);
}

function checkScope(object: ApiObject, json: Json, problems: Problems): void {
  const scope = kindOf(object)?.scope ?? builtInScope(json.apiVersion, json.kind);
  const path = object.node.path;
  if (scope === undefined) {
    problems.add({
      path,
      at: 'kind',
      got: `${json.kind} of ${json.apiVersion}`,
      want: 'a kind whose scope is known',
      fix: 'define it with `customResource({ apiVersion, kind, scope })`',
    });
    return;
  }
  const namespace = json.metadata.namespace;
  problems.check((scope === 'Namespaced') === (namespace !== undefined), {
    path,
    at: 'metadata.namespace',
    got: namespace,
    want: scope === 'Cluster' ? `none: ${json.kind} belongs to the cluster` : `a namespace for the ${json.kind}`,
    fix: scope === 'Cluster' ? 'remove it' : 'set it to a namespace of the environment',
  });
}

function checkTexts(json: Json, path: string, problems: Problems): void {
  const secret = json.kind === 'Secret' && groupOf(json.apiVersion) === '' && ('data' in json || 'stringData' in json);
  problems.check(!secret, {
    path,
    at: 'data',
    got: 'values in a Secret',
    want: 'no secret in the files',
    fix: 'use a SecretObject with `SecretValue.from(…)`',
  });
  problems.check(!JSON.stringify(json).includes(OUTPUT_IN_TEXT), {
    path,
    got: 'a Pulumi Output inside a text',
    want: 'plain values',
    fix: 'pass the value as a SecretValue, or read it from the stack beforehand',
  });
}

/** Checks that objects of a component depend only on each other, and not in a circle. */
export function checkDependencies(component: Component, objects: readonly ApiObject[], problems: Problems): void {
  const own = new Set(objects);
  for (const object of objects) {
    const foreign = dependencies(object).find((other) => !own.has(other));
    problems.check(foreign === undefined, {
      path: object.node.path,
      at: 'dependencies',
      got: foreign?.node.path,
      want: `objects of ${component.node.path}`,
      fix: 'name the other component in `needs`',
    });
  }
  const { cycle } = orderObjects(objects);
  problems.check(cycle.length === 0, {
    path: component.node.path,
    at: 'dependencies',
    got: cycle.map(({ object }) => object.node.id).join(' → '),
    want: 'no circle',
    fix: 'remove one of these dependencies',
  });
}
