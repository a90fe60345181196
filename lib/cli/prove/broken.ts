import type { FailureInFile, ObjectiveInFile, ProofFile, VerdictInFile } from '../../engines/proof';
import { keepsData } from '../../proof';

/** Things for which a failure breaks the objective of its class; none where no objective speaks of such a failure. */
export function brokenBy(proof: ProofFile, { kind, verdicts }: FailureInFile): readonly VerdictInFile[] {
  return verdicts.filter((verdict) => {
    const objective = objectiveOf(proof, kind, verdict.thing);
    return objective !== undefined && verdict.moot !== true && !keeps(verdict, objective);
  });
}

/** What the environment promises for a thing: an accepted risk takes the place of the objective. */
function objectiveOf(proof: ProofFile, kind: string, thing: string): ObjectiveInFile | undefined {
  const accepted = proof.accepted.find((risk) => risk.failure === kind && risk.thing === thing);
  return accepted === undefined ? proof.objectives[kind] : accepted.objective;
}

function keeps(
  { data, lossSeconds, withinSeconds }: VerdictInFile,
  { rpoSeconds, rtoSeconds }: ObjectiveInFile,
): boolean {
  return keepsData({ data, loss: lossSeconds }, rpoSeconds) && (withinSeconds ?? Infinity) <= rtoSeconds;
}
