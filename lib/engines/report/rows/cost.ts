import type { Objective, Objectives } from '../../../core';
import type { Breach, Proof, ThingVerdict, Verdict } from '../../../proof';
import { causesFirst, isMissed, worstOf } from './severity';

/** Classes of failures for which a bank states objectives, from the smallest to the largest. */
export const CLASSES = ['host', 'rack', 'site', 'city'] as const satisfies readonly (keyof Objectives)[];
export type FailureClass = (typeof CLASSES)[number];

/** What the loss of any one of a class costs at worst. */
export interface Cost {
  readonly of: FailureClass;
  /** Things that are held to the objective. */
  readonly figures: Verdict;
  readonly worst: ThingVerdict | undefined;
  /** Things that the bank has accepted to fare worse, each with its worst verdict. */
  readonly excepted: readonly ThingVerdict[];
  readonly objective: Objective | undefined;
  readonly breaches: readonly Breach[];
}

/** The costs of all classes that the proof judged. */
export function costsOf(proof: Proof): readonly Cost[] {
  return CLASSES.filter((of) => proof.outcomes.some(({ kind }) => kind === of)).map((of) => costOf(of, proof));
}

function costOf(of: FailureClass, proof: Proof): Cost {
  const verdicts = proof.outcomes
    .filter(({ kind }) => kind === of)
    .flatMap((outcome) => outcome.verdicts.filter(isMissed));
  const accepted = new Set(proof.accepted.filter(({ failure }) => failure === of).map(({ thing }) => thing));
  const held = verdicts.filter(({ thing }) => !accepted.has(thing)).sort(causesFirst);
  const excepted = [...accepted].flatMap((name) => {
    const [worst] = verdicts.filter(({ thing }) => thing === name).sort(causesFirst);
    return worst === undefined ? [] : [worst];
  });
  return {
    of,
    figures: worstOf(held),
    worst: held[0],
    excepted,
    objective: proof.objectives[of],
    breaches: proof.breaches.filter(({ objective }) => objective === of),
  };
}
