import type { Rendering } from '../../../core';
import type { PlannedResource } from '../plan/resource';
import { exchangesOf, offersOf, secretsOf } from './exchange';
import { isStored, missingOf } from './plan';

/** What is still to be done before environments are joined, a sentence or two for each. */
export function pendingJoins(rendering: Rendering, given: ReadonlySet<string>): readonly string[] {
  const own = rendering.environment.name;
  const known = new Set([...given, ...offersOf(rendering).map(({ name }) => name)]);
  return exchangesOf(rendering).flatMap(({ exchange: { join } }) => {
    const { title, other, objects } = join;
    const missing = [...new Set(objects.flatMap((object) => missingOf(object, known)))];
    const stored = secretsOf(objects).filter(isStored);
    return [
      ...(missing.length === 0
        ? []
        : [
            `${title}: no value yet of ${missing.join(', ')}. \`pulumi up\` of ${other}, then of ${own} with ` +
              `\`pulumi config set tripod:peer ORGANIZATION/PROJECT/${other}\``,
          ]),
      ...(stored.length === 0
        ? []
        : [
            `${title}: ${stored.map(({ name }) => name).join(', ')} come out of a store of secrets, so their peers are ` +
              `added by hand. Follow the step \u201c${title}\u201d of the plan of ${own}`,
          ]),
    ];
  });
}

/** What an environment offers and nobody can take yet, since the cluster does not say it. */
export function pendingOffers(environment: string, silent: readonly string[]): readonly string[] {
  if (silent.length === 0) return [];
  return [
    `${environment} cannot say yet: ${silent.join(', ')}. \`pulumi up\` of ${environment} once more, then of the others`,
  ];
}

/**
 * What joined the environment to others in the run before, and is not in the program any more.
 *
 * @param all what joins it when all values are there
 * @param planned of them what is there in this run
 * @param before types and names of what the stack holds
 */
export function leftBehind(
  all: readonly PlannedResource[],
  planned: readonly PlannedResource[],
  before: readonly Pick<PlannedResource, 'type' | 'name'>[],
): readonly string[] {
  const now = new Set(planned.map(({ name }) => name));
  const held = new Set(before.map(({ type, name }) => `${type} ${name}`));
  return all.filter(({ type, name }) => !now.has(name) && held.has(`${type} ${name}`)).map(({ name }) => name);
}
