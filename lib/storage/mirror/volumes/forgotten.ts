import type { Component, Problems } from '../../../core';
import { mirroredPools } from '../blocks/pools';
import type { Side } from '../side';
import type { Claim } from './claims';

/** A claim of a mirrored class that nobody protects. */
interface Forgotten {
  readonly claim: Claim;
  readonly component: Component;
}

const UNMIRRORED = 'a class of a pool with `mirrored: false`';

/** Reports claims that would not be found in the other city. */
export function checkForgotten(forgotten: readonly Forgotten[], problems: Problems): void {
  for (const { claim, component } of forgotten) {
    const { namespace, name, storageClassName, madeFor } = claim;
    const of = madeFor === undefined ? 'the claim' : `claims for the ${madeFor},`;
    problems.add({
      at: 'protect',
      got: `${of} ${namespace}/${name} of ${component.node.path}, of the mirrored class ${storageClassName ?? '(the default one)'}: nobody protects it`,
      want: 'every volume of a mirrored class to be found in the other city',
      fix:
        madeFor === undefined
          ? `\`mirror.protect(${component.node.id})\`, or ${UNMIRRORED}`
          : `${UNMIRRORED}: names that an operator gives are not known here`,
    });
  }
}

/** Reports pools that were added once the mirror was there: it knows nothing of them. */
export function checkLate({ storage, mirrored }: Side, problems: Problems): void {
  const known = new Set(mirrored.pools.map(({ name }) => name));
  for (const { name } of mirroredPools(storage).filter((pool) => !known.has(pool.name))) {
    problems.add({
      at: 'storage',
      got: `the pool ${name}, added after the mirror`,
      want: 'all mirrored pools before it',
      fix: 'add the pool before the mirror, or with `mirrored: false`',
    });
  }
}
