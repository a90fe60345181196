import type { Component } from './component';

/** A component's name in file names: its place in the environment. */
export function fileName(component: Component): string {
  const scopes = component.node.scopes;
  const start = component.environment === undefined ? 0 : scopes.indexOf(component.environment) + 1;
  return scopes
    .slice(start)
    .map((scope) => scope.node.id)
    .join('-');
}
