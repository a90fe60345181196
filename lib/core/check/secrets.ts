import type { Problems } from '../../errors';
import type { SecretObject } from '../secret/object';
import type { NamespaceTest, Owned } from './objects';

/** Checks Secrets that the plan lists, or the Pulumi door makes: nothing is rendered for them that could be checked. */
export function checkSecrets(
  secrets: readonly SecretObject[],
  objects: readonly Owned[],
  isThere: NamespaceTest,
  problems: Problems,
): void {
  const plain = objects.filter(({ json }) => json.kind === 'Secret' && json.apiVersion === 'v1');
  const owners = new Map(
    plain.map(({ object, json }) => [`${json.metadata.namespace}/${json.metadata.name}`, object.node.path]),
  );
  for (const secret of secrets.filter(({ external }) => external === undefined)) {
    const { namespace, name, node } = secret;
    problems.check(isThere(namespace), {
      path: node.path,
      at: 'namespace',
      got: namespace,
      want: 'a namespace that the environment makes',
      fix: `environment.namespace('${namespace}')`,
    });
    const other = owners.get(`${namespace}/${name}`);
    problems.check(other === undefined, {
      path: node.path,
      at: 'name',
      got: `Secret ${namespace}/${name}, which ${other} makes too`,
      want: 'every Secret once',
      fix: 'rename one of the two, or let one component make it',
    });
    owners.set(`${namespace}/${name}`, other ?? node.path);
  }
}
