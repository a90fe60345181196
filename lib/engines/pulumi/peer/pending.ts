import { isFields } from '../../../errors';
import type { JoiningObject, Rendering } from '../../../core';
import { exchangesOf, isByHand, offersOf, secretsOf } from './exchange';
import { missingOf } from './plan';

/** Which values are missing before environments are joined, a sentence or two for each. */
export function pendingJoins(rendering: Rendering, given: ReadonlySet<string>): readonly string[] {
  const own = rendering.environment.name;
  const known = new Set([...given, ...offersOf(rendering).map(({ name }) => name)]);
  return exchangesOf(rendering).flatMap(({ exchange: { join } }) => {
    const { title, other, objects } = join;
    const made = objects.filter((object) => !isByHand(object));
    const missing = [...new Set(made.flatMap((object) => missingOf(object, known)))];
    if (missing.length === 0) return [];
    return [
      `${title}: no value yet of ${missing.join(', ')}. \`pulumi up\` of ${other}, then of ${own} with ` +
        `\`pulumi config set tripod:peer ORGANIZATION/PROJECT/${other}\``,
    ];
  });
}

/** What joins an environment to others by hand, since its Secrets come out of a store. */
export function joinedByHand(rendering: Rendering): readonly JoiningObject[] {
  return exchangesOf(rendering).flatMap(({ exchange }) => exchange.join.objects.filter(isByHand));
}

/** What is still to be done by hand, a sentence or two for each join. */
export function pendingByHand(rendering: Rendering, done: ReadonlySet<JoiningObject>): readonly string[] {
  return exchangesOf(rendering).flatMap(({ exchange: { join } }) => {
    const secrets = secretsOf(join.objects.filter((object) => isByHand(object) && !done.has(object)));
    if (secrets.length === 0) return [];
    return [
      `${join.title}: ${secrets.map(({ name }) => name).join(', ')} come out of a store of secrets, so their peers are ` +
        `added by hand. Follow the step \u201c${join.title}\u201d of the plan of ${rendering.environment.name}`,
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

/** Whether an object that is there has all that is asked of it: of a list, each entry somewhere in it. */
export function holds(value: unknown, asked: unknown): boolean {
  if (Array.isArray(asked)) {
    return Array.isArray(value) && asked.every((each) => value.some((other) => holds(other, each)));
  }
  if (!isFields(asked)) return value === asked;
  return isFields(value) && Object.entries(asked).every(([key, each]) => holds(value[key], each));
}
