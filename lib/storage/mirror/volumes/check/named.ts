import type { Component, Problems } from '../../../../core';
import { type Claim } from '../claims';
import { BY_ITSELF, copiedBy } from './component';

/** A claim that is protected by its name or its labels, with the component that makes it. */
export interface NamedClaim {
  readonly claim: Claim;
  readonly component: Component;
  /** Whether its class is one of a mirrored pool. */
  readonly mirrored: boolean;
}

/** Checks claims that are protected by name or label, once all are there: what holds for a component holds for them. */
export function checkNamed(named: readonly NamedClaim[], problems: Problems): void {
  for (const { claim, component, mirrored } of named) {
    const name = `${claim.namespace}/${claim.name} of ${component.node.path}`;
    const copied = copiedBy(component);
    problems.check(mirrored, {
      at: 'protect',
      got: `${name}, of the class ${claim.storageClassName ?? '(the default one)'}`,
      want: 'a claim of a mirrored class: no other volume goes to the other city',
      fix: 'give it a class of a mirrored pool, or protect it no more',
    });
    problems.check(copied.length === 0, {
      at: 'protect',
      got: `${name}, which keeps copies of ${copied.join(', ')} by itself`,
      want: 'one way to the other city: what a database has sent there would be overwritten by the older state of its volumes',
      fix: BY_ITSELF,
    });
  }
}
