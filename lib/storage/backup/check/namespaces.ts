import { ApiObject } from 'cdk8s';
import { type Environment, GIVEN_NAMESPACES, type Problems } from '../../../core';
import { show } from '../../../errors';
import type { Settled } from '../props';

/** Checks that what schedules name is there: Velero copies nothing of a namespace that is not, and calls it complete. */
export function checkNamespaces(schedules: readonly Settled[], environment: Environment, problems: Problems): void {
  const objects = environment.node.findAll().filter((construct) => ApiObject.isApiObject(construct)) as ApiObject[];
  const made = objects.flatMap(({ kind, name }) => (kind === 'Namespace' ? [name] : []));
  const known = new Set([...GIVEN_NAMESPACES, ...made]);
  for (const { name, namespaces = [] } of schedules) {
    for (const namespace of namespaces.filter((each) => !known.has(each))) {
      problems.add({
        path: `schedule ${name}`,
        at: 'namespaces',
        got: `${show(namespace)}, which nothing in ${environment.name} makes`,
        want: 'namespaces of the environment: of others nothing is copied, and nobody is told',
        fix: `correct the name, or declare it: \`environment.namespace('${namespace}')\``,
      });
    }
  }
}
