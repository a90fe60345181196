import type { Component, Fact, Problems } from '../../../../core';
import { show } from '../../../../errors';
import type { Claim } from '../claims';

/** Facts of a thing that keeps its data more than once by itself. */
const OWN_COPIES: readonly Fact['type'][] = ['copies', 'voters', 'async-copy'];

/** What becomes of volumes that cannot go by the mirror. */
export const BY_ITSELF =
  'give it a class of a pool with `mirrored: false`, and let it replicate or be restored by its own means';

/** What a component keeps copies of by itself. */
export function copiedBy({ facts }: Component): readonly string[] {
  return [...new Set(facts.filter(({ type }) => OWN_COPIES.includes(type)).map(({ of }) => of))];
}

/** Checks the volumes of a component: that there are some, under names that are known, and copied once only. */
export function checkComponent(component: Component, claims: readonly Claim[], problems: Problems): boolean {
  const copied = copiedBy(component);
  const made = claims.filter(({ madeFor }) => madeFor !== undefined);
  return [
    problems.check(claims.length > 0, {
      at: 'protect',
      got: `${component.node.id}, which has no volume of a mirrored class`,
      want: 'a component with volumes that go to the other city',
      fix: 'give it volumes of a mirrored class before, or protect nothing',
    }),
    problems.check(copied.length === 0, {
      at: 'protect',
      got: `${component.node.id}, which keeps copies of ${copied.join(', ')} by itself`,
      want: 'one way to the other city: what a database has sent there would be overwritten by the older state of its volumes',
      fix: `give it volumes of a pool with \`mirrored: false\`, and let it replicate or be restored by its own means`,
    }),
    problems.check(made.length === 0, {
      at: 'protect',
      got: `${made.map(({ name }) => name).join(', ')}: claims that an operator makes for ${made.map(({ madeFor }) => show(madeFor)).join(', ')}`,
      want: 'claims whose names are known',
      fix: BY_ITSELF,
    }),
  ].every(Boolean);
}
