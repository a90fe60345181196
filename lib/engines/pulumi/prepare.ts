import { output, type Output, secret } from '@pulumi/pulumi';
import { collect, type Rendering, type SecretObject } from '../../core';
import { checkAccess, checkHosts, checkOperators, checkSecrets } from './check';
import type { DeployOptions } from './options';
import { joiningSecrets, takenOf } from './peer/exchange';
import { planJoins } from './peer/plan';
import { planResources } from './plan/plan';
import type { PlannedResource } from './plan/resource';

/** What a run will hand to Pulumi, decided before it knows anything of the stack or the cluster. */
export interface Prepared {
  readonly planned: readonly PlannedResource[];
  /** Values of secrets by name, also those of other environments that are taken. */
  readonly secrets: ReadonlyMap<string, Output<string>>;
  readonly mayDelete: ReadonlySet<string>;
}

/**
 * @throws TripodError with every release that is not vendored, every secret that is missing, and what is amiss on the way to
 * the cluster or its hosts
 */
export function prepare(rendering: Rendering, options: DeployOptions): Prepared {
  const secrets = valuesOf(rendering, options);
  collect(
    () => checkAccess(rendering, options),
    () => checkHosts(rendering, options),
    () => checkOperators(rendering),
    () => checkSecrets(rendering, secrets),
  );
  const tearDown = options.tearDown === rendering.environment.name;
  const mayDelete = new Set(options.mayDelete);
  const joins = planJoins(rendering, { given: new Set(secrets.keys()), tearDown, mayDelete });
  const joining = joiningSecrets(rendering);
  const isGiven = (each: SecretObject) => isThere(each, secrets) && !joining.has(each);
  return {
    planned: [...planResources(rendering, { tearDown, mayDelete, isGiven }), ...joins],
    secrets,
    mayDelete,
  };
}

/** Of other environments nothing but what is asked of them: what they say must not stand for a secret of this one. */
function valuesOf(rendering: Rendering, { secrets, peer = {} }: DeployOptions): Prepared['secrets'] {
  const taken = takenOf(rendering);
  const others = Object.entries(peer).filter(([name]) => taken.has(name));
  const values = Object.entries({ ...Object.fromEntries(others), ...secrets });
  return new Map(values.map(([name, value]) => [name, output(secret(value))]));
}

/** One that a later step makes needs no value before. */
function isThere({ later, values }: SecretObject, given: ReadonlyMap<string, unknown>): boolean {
  return !later || Object.values(values).every(({ name }) => given.has(name));
}
