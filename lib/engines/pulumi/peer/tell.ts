import { log, type Output, output, unsecret } from '@pulumi/pulumi';
import type { Rendering } from '../../../core';
import { refOfBody } from '../plan/item';
import type { Made } from '../register';
import type { Offers } from './offers';
import { holds, joinedByHand, pendingByHand, pendingJoins, pendingOffers } from './pending';
import { planJoins } from './plan';

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
  partings(rendering, left).forEach((text) => void log.warn(text));
  const pending = pendingJoins(rendering, given);
  pending.forEach((text) => void log.warn(text));
  return pending;
}

/** What leaves the stack and stays, as sentences: of a mirror that goes on, and of one that is not in the program any more. */
export function partings(rendering: Rendering, left: ReadonlySet<string>): readonly string[] {
  const own = rendering.environment.name;
  const mirrored = new Set(planJoins(rendering, { given: 'all', tearDown: false }).map(({ name }) => name));
  const leaves = (names: readonly string[], rest: string) =>
    names.length === 0
      ? []
      : [
          `What joins ${own} to another environment leaves the stack, and stays in the cluster as it is: ` +
            `${names.join(', ')}. ${rest}`,
        ];
  return [
    ...leaves(
      [...left].filter((name) => mirrored.has(name)),
      'The mirror goes on by it; values that change do not reach it until the other stack gives them again',
    ),
    ...leaves(
      [...left].filter((name) => !mirrored.has(name)),
      'Nothing in the program is mirrored by it any more: delete it there by hand once nothing needs it',
    ),
  ];
}

/** The same, what is to be done by hand, and what the cluster does not say yet, once it was asked. */
export function allPending(
  rendering: Rendering,
  pending: readonly string[],
  offers: Offers,
  made: Made,
): Output<readonly string[]> {
  const offered = [...offers.all(made)];
  const silent = output(offered.map(([name, value]) => value.apply((text) => (text === undefined ? [name] : []))));
  const byHand = joinedByHand(rendering);
  const there = output(byHand.map(({ body }) => offers.object(refOfBody(body), made).spec));
  // Names only: nothing of it is secret.
  return unsecret(output([silent, there] as const)).apply(([names, specs]) => {
    const done = new Set(byHand.filter(({ body }, index) => holds(specs[index], body['spec'])));
    const more = [...pendingByHand(rendering, done), ...pendingOffers(rendering.environment.name, names.flat())];
    more.forEach((text) => void log.warn(text));
    return [...pending, ...more];
  });
}
