import type { Component } from '../../../core';
import { mirroredPools } from '../check/alike';
import type { Side } from '../side';
import type { Claim } from './claims';

/** What is wrong with a claim that would not be found in the other city, and what mends it. */
export function forgottenText({ claim, component }: { readonly claim: Claim; readonly component: Component }): string {
  const { namespace, name, storageClassName, madeFor } = claim;
  const of = madeFor === undefined ? 'the claim' : `claims for the ${madeFor},`;
  return (
    `${of} ${namespace}/${name} of ${component.node.path}, of the mirrored class ${storageClassName ?? '(the default one)'}: nobody ` +
    `protects it, so it is lost with the city. \`mirror.protect(${component.node.id})\`, or a class of a pool with \`mirrored: false\``
  );
}

/** Pools that were added once the mirror was there: it knows nothing of them. */
export function lateTexts({ storage, mirrored }: Side): readonly string[] {
  const known = new Set(mirrored.pools.map(({ name }) => name));
  return mirroredPools(storage)
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => `the pool ${name} was added after the mirror: add it before, or with \`mirrored: false\``);
}
