import { ApiObject } from 'cdk8s';
import { Dependable } from 'constructs';
import { builtInScope } from '../kind/scope';
import { groupBy } from './group';
import { sort } from './sort';

/** Distance of two ranks; dependencies between objects of one rank fit in between. */
const STEP = 1_000_000;

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod', 'Job', 'CronJob']);

/**
 * Objects of one component in groups, each of which may be applied once those before it are there: namespaces,
 * definitions, RBAC and configuration, workloads, custom resources; then what `node.addDependency` adds.
 * Linear in objects and dependencies.
 */
export function waves(objects: readonly ApiObject[]): readonly (readonly ApiObject[])[] {
  const levels = new Map<ApiObject, number>();
  for (const { object, needs } of orderObjects(objects).order) {
    levels.set(object, Math.max(rank(object) * STEP, ...needs.map((need) => (levels.get(need.object) ?? 0) + 1)));
  }
  const groups = groupBy(objects, (object) => levels.get(object) ?? rank(object) * STEP);
  return [...groups.keys()].sort((a, b) => a - b).map((level) => groups.get(level) ?? []);
}

interface ObjectNode {
  readonly object: ApiObject;
  readonly needs: ObjectNode[];
}

/** Sorts objects by their declared dependencies; names a cycle if there is one. */
export function orderObjects(objects: readonly ApiObject[]) {
  const nodes = new Map(objects.map((object): [ApiObject, ObjectNode] => [object, { object, needs: [] }]));
  for (const { object, needs } of nodes.values()) {
    needs.push(...dependencies(object).flatMap((other) => nodes.get(other) ?? []));
  }
  return sort([...nodes.values()]);
}

/** Objects that must be there before `object`, as declared with `node.addDependency`. */
export function dependencies(object: ApiObject): readonly ApiObject[] {
  if (object.node.dependencies.length === 0) return [];
  return object.node.dependencies
    .flatMap((dependable) => Dependable.of(dependable).dependencyRoots)
    .flatMap((root) => root.node.findAll())
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
}

function rank({ apiVersion, kind }: ApiObject): number {
  if (kind === 'Namespace') return 0;
  if (kind === 'CustomResourceDefinition') return 1;
  if (builtInScope(apiVersion, kind) === undefined) return 4;
  return WORKLOADS.has(kind) ? 3 : 2;
}
