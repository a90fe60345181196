import type { IConstruct } from 'constructs';
import type { Environment } from './environment';

/** Brand of an Environment: known by its key, so that components can look for one without importing the class. */
export const ENVIRONMENT = Symbol.for('tripod.environment');

/** The environment around a construct; undefined in a plain App. */
export function findEnvironment(construct: IConstruct): Environment | undefined {
  return construct.node.scopes.find((scope): scope is Environment => ENVIRONMENT in scope);
}
