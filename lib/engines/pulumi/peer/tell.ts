import { log, type Output, output, unsecret } from '@pulumi/pulumi';
import type { Rendering } from '../../../core';
import type { PlannedResource } from '../plan/resource';
import { leftBehind, pendingJoins, pendingOffers } from './pending';
import { planJoins } from './plan';

/** Names of what joined the environment to others, leaves the stack in this run, and stays in the cluster. */
export function leaving(
  rendering: Rendering,
  planned: readonly PlannedResource[],
  before: readonly Pick<PlannedResource, 'type' | 'name'>[],
): ReadonlySet<string> {
  return new Set(leftBehind(planJoins(rendering, { given: 'all', tearDown: false }), planned, before));
}

/**
 * Warns of what leaves the stack, and of what is to be done before environments are joined.
 *
 * @param given names of the values of other environments
 * @returns what is to be done
 */
export function tellPending(
  rendering: Rendering,
  given: ReadonlySet<string>,
  left: ReadonlySet<string>,
): readonly string[] {
  if (left.size > 0) {
    void log.warn(
      `What joins ${rendering.environment.name} to another environment leaves the stack, and stays in the cluster as it is: ` +
        `${[...left].join(', ')}. The mirror goes on by it; values that change do not reach it until the other stack gives them again`,
    );
  }
  const pending = pendingJoins(rendering, given);
  pending.forEach((text) => void log.warn(text));
  return pending;
}

/** The same, and what the cluster does not say yet, once it was asked. */
export function allPending(
  environment: string,
  pending: readonly string[],
  offered: ReadonlyMap<string, Output<string | undefined>>,
): Output<readonly string[]> {
  const silent = output([...offered].map(([name, value]) => value.apply((text) => (text === undefined ? [name] : []))));
  // Names only: nothing of it is secret.
  return unsecret(silent).apply((names) => {
    const more = pendingOffers(environment, names.flat());
    more.forEach((text) => void log.warn(text));
    return [...pending, ...more];
  });
}
