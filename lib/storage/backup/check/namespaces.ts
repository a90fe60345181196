import { ApiObject } from 'cdk8s';
import type { Environment, Problems } from '../../../core';
import { GIVEN_NAMESPACES } from '../../../core/check/objects';
import { show } from '../../../errors';
import type { Settled } from '../props';

/**
 * Checks that what schedules name is there: with a namespace that is not, no backup is ever complete, and none is restored
 * from (velero pkg/backup/item_collector.go@v1.18.1, collectNamespaces).
 */
export function checkNamespaces(schedules: readonly Settled[], environment: Environment, problems: Problems): void {
  const objects = environment.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const made = objects.flatMap(({ kind, name }) => (kind === 'Namespace' ? [name] : []));
  const known = new Set([...GIVEN_NAMESPACES, ...made]);
  for (const { name, namespaces = [] } of schedules) {
    for (const namespace of namespaces.filter((each) => !known.has(each))) {
      problems.add({
        path: `schedule ${name}`,
        at: 'namespaces',
        got: `${show(namespace)}, which nothing in ${environment.name} makes`,
        want: 'namespaces of the environment: with others no backup is complete, and none is restored from',
        fix: `correct the name, or declare it: \`environment.namespace('${namespace}')\``,
      });
    }
  }
}
