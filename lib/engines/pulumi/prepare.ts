import { output, type Output, secret } from '@pulumi/pulumi';
import { collect, type Rendering, type SecretObject } from '../../core';
import { checkAccess, checkOperators, checkSecrets } from './check';
import type { DeployOptions } from './options';
import { joiningSecrets } from './peer/exchange';
import { planJoins } from './peer/plan';
import { planResources } from './plan/plan';
import type { PlannedResource } from './plan/resource';

/** What a run will hand to Pulumi, decided before it knows anything of the stack or the cluster. */
export interface Prepared {
  readonly planned: readonly PlannedResource[];
  /** Those of them that join the environment to others. */
  readonly joins: readonly PlannedResource[];
  /** Values of secrets by name, also those of other environments. */
  readonly secrets: ReadonlyMap<string, Output<string>>;
  readonly mayDelete: ReadonlySet<string>;
}

/** @throws TripodError with every release that is not vendored, every secret that is missing, and no way to the cluster */
export function prepare(rendering: Rendering, options: DeployOptions): Prepared {
  const values = Object.entries({ ...options.secrets, ...options.peer });
  const secrets = new Map(values.map(([name, value]) => [name, output(secret(value))]));
  collect(
    () => checkAccess(rendering, options),
    () => checkOperators(rendering),
    () => checkSecrets(rendering, secrets),
  );
  const tearDown = options.tearDown === rendering.environment.name;
  const mayDelete = new Set(options.mayDelete);
  const joins = planJoins(rendering, { given: new Set(secrets.keys()), tearDown });
  const joining = joiningSecrets(rendering);
  const isGiven = (each: SecretObject) => isThere(each, secrets) && !joining.has(each);
  return {
    planned: [...planResources(rendering, { tearDown, mayDelete, isGiven }), ...joins],
    joins,
    secrets,
    mayDelete,
  };
}

/** One that a later step makes needs no value before. */
function isThere({ later, values }: SecretObject, given: ReadonlyMap<string, unknown>): boolean {
  return !later || Object.values(values).every(({ name }) => given.has(name));
}
