import { collect, type Environment, render, type Rendering, type Problem, TripodError } from '../../core';
import { type Breach, type Proof, prove, shortest } from '../../proof';
import type { Proved } from '../report';

/** Renders and proves environments. @throws TripodError with every problem and every broken objective of all of them */
export function provedAll(environments: readonly Environment[]): readonly Proved[] {
  const renderings: Rendering[] = [];
  const proofs: Proof[] = [];
  collect(
    ...environments.flatMap((environment) => [
      () => void renderings.push(render(environment)),
      () => void proofs.push(kept(environment)),
    ]),
  );
  return renderings.flatMap((rendering, index) => {
    const proof = proofs[index];
    return proof === undefined ? [] : [{ rendering, proof }];
  });
}

/** The same for environments that are not written, only compared with those that are: one with problems is left out. */
export function provedIfSound(environments: readonly Environment[]): readonly Proved[] {
  return environments.flatMap((environment) => {
    try {
      return provedAll([environment]);
    } catch (error) {
      if (error instanceof TripodError) return [];
      throw error;
    }
  });
}

function kept(environment: Environment): Proof {
  const proof = prove(environment);
  if (proof.breaches.length > 0)
    throw new TripodError(shortest(proof.breaches).map((breach) => problem(environment, breach)));
  return proof;
}

/** A broken objective, in the form of every other problem: with the failure, and the shortest explanation. */
function problem(environment: Environment, breach: Breach): Problem {
  const { failure, count, thing, component, alsoBreaks, got, want, because, placement, fix } = breach;
  const others = count > 1 ? ` (one of ${count})` : '';
  const also = alsoBreaks.length > 0 ? `; the same for ${alsoBreaks.join(', ')}` : '';
  return {
    path: `${environment.node.path}/${component}`,
    at: `${thing} without ${failure}${others}`,
    got: `${got} (${[because, ...(placement === '' ? [] : [placement])].join('; ')}${also})`,
    want,
    fix,
  };
}
