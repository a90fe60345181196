import { appendFileSync } from 'node:fs';
import type { Environment } from '../../core';
import { type Failure, judge, modelOfEnvironment, prove } from '../../proof';
import { failureOf, kindOf, siteOfRack } from './failure-text';
import { type FailureInFile, inFile, type ProofFile, verdict } from './file';
import type { Question } from './question';

/** A failure that somebody named, in the landscape of an environment. */
interface Asked {
  readonly kind: FailureInFile['kind'];
  readonly failure: Failure;
}

/**
 * Answers `tripod prove` for some environments, instead of writing their files.
 * @throws TripodError for a failure that names what the landscape does not have, and for facts that contradict each other
 */
export function answer({ failures, answer: file }: Question, environments: readonly Environment[]): void {
  const lines = environments.map((environment) => {
    // Wrong names come to light before the whole proof is made.
    const siteOf = siteOfRack(environment.sites);
    const asked = failures.map((text) => ({
      kind: kindOf(text),
      failure: failureOf(text, siteOf).in(environment.landscape),
    }));
    return `${JSON.stringify(answerFor(environment, asked))}\n`;
  });
  appendFileSync(file, lines.join(''));
}

/** The proof; where failures are asked for, with the verdicts on just these, on every thing. */
function answerFor(environment: Environment, asked: readonly Asked[]): ProofFile {
  const proof = inFile(prove(environment));
  return asked.length === 0 ? proof : { ...proof, failures: verdicts(environment, asked) };
}

function verdicts(environment: Environment, asked: readonly Asked[]): readonly FailureInFile[] {
  const model = modelOfEnvironment(environment);
  return asked.map(({ kind, failure }) => ({
    kind,
    name: failure.name,
    failures: [failure.name],
    count: 1,
    verdicts: [...judge(model, failure).values()].map(verdict),
  }));
}
