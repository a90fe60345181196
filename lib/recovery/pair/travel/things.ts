import type { Component, Fact } from '../../../core';
import { claimsIn } from '../../../storage';

/** Something that a component keeps, and that would be missed in the other city. */
export interface Kept {
  readonly component: Component;
  /** A thing of the proof, or a claim by `namespace/name`. */
  readonly what: string;
  /** Where the claim is; undefined for a thing of the proof. */
  readonly claim: { readonly namespace: string; readonly name: string } | undefined;
}

/** Everything that components keep: what the proof knows to store, and claims of volumes. */
export function keptIn(components: readonly Component[]): readonly Kept[] {
  return components.flatMap((component) => [
    ...things(component.facts).map((what) => ({ component, what, claim: undefined })),
    ...claimsIn(component).map(({ namespace, name }) => ({
      component,
      what: `${namespace}/${name}`,
      claim: { namespace, name },
    })),
  ]);
}

/** Things that store by themselves. What lies on volumes of another thing is kept there, and named by its claim. */
function things(facts: readonly Fact[]): readonly string[] {
  const stores = facts.filter((fact) => {
    if (fact.type === 'copies') return true;
    if (fact.type === 'voters') return fact.stores !== false;
    return fact.type === 'active-passive' && fact.stores !== undefined;
  });
  return [...new Set(stores.map(({ of }) => of))];
}
