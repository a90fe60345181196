import { OBJECTIVE_CLASSES, type Objective } from '../../../core';
import type { Breach, Proof, ThingVerdict } from '../../../proof';
import type { FailureClass } from '../../proof';
import { causesFirst, isMissed } from './severity';

/** What the loss of any one of a class is held to, and what comes of it. */
export interface Cost {
  readonly of: FailureClass;
  /** The worst verdict on a thing that is held to the objective. */
  readonly worst: ThingVerdict | undefined;
  /** Things that the bank has accepted to fare worse. */
  readonly excepted: readonly string[];
  readonly objective: Objective | undefined;
  readonly breaches: readonly Breach[];
}

/** The costs of all classes that the proof judged. */
export function costsOf(proof: Proof): readonly Cost[] {
  return OBJECTIVE_CLASSES.filter((of) => proof.outcomes.some(({ kind }) => kind === of)).map((of) =>
    costOf(of, proof),
  );
}

function costOf(of: FailureClass, proof: Proof): Cost {
  const excepted = proof.accepted.filter(({ failure }) => failure === of).map(({ thing }) => thing);
  const [worst] = proof.outcomes
    .filter(({ kind }) => kind === of)
    .flatMap((outcome) => outcome.verdicts.filter(isMissed))
    .filter(({ thing }) => !excepted.includes(thing))
    .sort(causesFirst);
  return {
    of,
    worst,
    excepted,
    objective: proof.objectives[of],
    breaches: proof.breaches.filter(({ objective }) => objective === of),
  };
}
