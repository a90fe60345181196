import { TripodError } from '../../errors';

/** Variable by which `tripod prove` asks the program that `cdk8s synth` runs. */
export const QUESTION = 'TRIPOD_PROVE';

/** What `tripod prove` wants to know. */
export interface Question {
  /** Names of environments; none for all. */
  readonly environments: readonly string[];
  /** Failures as they were typed; none for the whole proof. */
  readonly failures: readonly string[];
  /** File that takes the answer: one ProofFile a line. */
  readonly answer: string;
}

/** What the process was asked; undefined where it is to write its output. @throws TripodError for a text of another form */
export function questionOf(text: string | undefined): Question | undefined {
  if (text === undefined || text === '') return undefined;
  const { environments, failures, answer } = parsed(text);
  if (isTexts(environments) && isTexts(failures) && typeof answer === 'string')
    return { environments, failures, answer };
  const fix = `unset ${QUESTION}; \`tripod prove\` sets it where it is needed`;
  throw new TripodError([{ path: 'synth', at: QUESTION, got: text, want: 'what `tripod prove` asks', fix }]);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
