import type { IConstruct, Node } from 'constructs';

/** What a name derives from: a component. */
interface Named {
  readonly node: Node;
  readonly environment: IConstruct | undefined;
}

/** A component's name in file names: its place in the environment. */
export function fileName({ node, environment }: Named): string {
  const { scopes } = node;
  const start = environment === undefined ? 0 : scopes.indexOf(environment) + 1;
  return scopes
    .slice(start)
    .map((scope) => scope.node.id)
    .join('-');
}
