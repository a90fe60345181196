import type { Duration } from 'cdk8s';
import type {
  Accepted,
  Amount,
  Breach,
  Capacity,
  FailureKind,
  Outcome,
  Proof,
  ThingVerdict,
  Verdict,
} from '../../proof';
import { OBJECTIVE_CLASSES, type Objective, type Objectives } from '../../core';
import { jsonLines } from './json-lines';
import { WORDS } from './words';

/** Grows when a key changes its meaning or goes away; new keys do not change it. */
export const SCHEMA = 1;

/** An objective, in seconds. */
export interface ObjectiveInFile {
  readonly rpoSeconds: number;
  readonly rtoSeconds: number;
}

/** A part of a time, in seconds. */
export interface TimerInFile {
  readonly name: string;
  readonly seconds: number;
}

/** What a failure does to one thing. */
export interface VerdictInFile {
  readonly thing: string;
  readonly availability: Verdict['availability'];
  readonly data: Verdict['data'];
  /** Seconds of acknowledged writes that are lost at most. Absent where nothing is lost, or nothing bounds the loss. */
  readonly lossSeconds?: number;
  readonly recovery: Verdict['recovery'];
  /** Seconds until service is back. Absent where nothing bounds them. */
  readonly withinSeconds?: number;
  /** The timers, or the steps of a plan, that `withinSeconds` is the sum of. Absent where nothing runs. */
  readonly timers?: readonly TimerInFile[];
  readonly because: string;
  /** The thing at whose root the failure lies, where it is another. */
  readonly root?: string;
  /** Set where a thing that serves one site is gone with the site: nobody is left there to miss it. */
  readonly moot?: true;
}

/** Failures of one kind that do the same. */
export interface FailureInFile {
  /** One of `words.kind`, or `asked` for one of another kind that somebody named. */
  readonly kind: FailureKind | 'asked';
  /** The first of them. */
  readonly name: string;
  /** Names of the single failures; of pairs only the first hundred. */
  readonly failures: readonly string[];
  /** How many they are in all. */
  readonly count: number;
  /**
   * Things that are touched; the others are available, safe, and miss nothing. Of two failures (`host-pair`…) the one
   * thing for which they are worse together than either alone.
   */
  readonly verdicts: readonly VerdictInFile[];
}

/** The content of `proof.json`. */
export interface ProofFile {
  readonly schema: typeof SCHEMA;
  readonly environment: string;
  /** Short meanings of the words, by the key that holds them. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly objectives: Readonly<Record<string, ObjectiveInFile>>;
  readonly accepted: readonly (Omit<Accepted, 'objective'> & { readonly objective?: ObjectiveInFile })[];
  readonly things: Proof['things'];
  readonly failures: readonly FailureInFile[];
  readonly breaches: Proof['breaches'];
  readonly sharedFates: Proof['fates'];
  /** CPU in threads, memory and storage in bytes. */
  readonly capacity: readonly Capacity[];
  readonly assumptions: readonly string[];
}

/** A proof for machines: `proof.json`. The same proof gives the same bytes. */
export function proofFile(proof: Proof): string {
  return proofText(inFile(proof));
}

/** The text of a proof in its form. */
export function proofText(file: ProofFile): string {
  return `${jsonLines(file)}\n`;
}

/** A proof in the form of `proof.json`, with its keys in a fixed order. */
export function inFile(proof: Proof): ProofFile {
  return {
    schema: SCHEMA,
    environment: proof.environment,
    words: WORDS,
    objectives: objectives(proof.objectives),
    accepted: proof.accepted.map(({ thing, failure, objective: instead, reason }) => ({
      thing,
      failure,
      ...(instead === undefined ? {} : { objective: objective(instead) }),
      reason,
    })),
    things: proof.things.map(({ name, component, hosts, made }) => ({ name, component, hosts, made })),
    failures: proof.outcomes.map(failure),
    breaches: proof.breaches.map(breach),
    sharedFates: proof.fates.map(({ thing, place, because, fix }) => ({ thing, place, because, fix })),
    capacity: proof.capacity.map(({ after, cpu, memory, pods, storage }) => ({
      after,
      cpu: amount(cpu),
      memory: amount(memory),
      pods: amount(pods),
      storage: amount(storage),
    })),
    assumptions: proof.assumptions,
  };
}

/** A verdict, with its times in seconds. */
export function verdict({ thing, loss, within, because, shares, root, moot, ...words }: ThingVerdict): VerdictInFile {
  return {
    thing,
    availability: words.availability,
    data: words.data,
    ...(loss === undefined ? {} : { lossSeconds: loss / 1000 }),
    recovery: words.recovery,
    ...(within === undefined ? {} : { withinSeconds: within / 1000 }),
    ...(shares.length === 0 ? {} : { timers: shares.map(({ name, time }) => ({ name, seconds: time / 1000 })) }),
    because,
    ...(root === undefined ? {} : { root }),
    ...(moot === undefined ? {} : { moot }),
  };
}

function failure({ kind, name, failures, count, verdicts }: Outcome): FailureInFile {
  return { kind, name, failures, count, verdicts: verdicts.map(verdict) };
}

function breach({ objective, promise, failure, count, thing, component, alsoBreaks, ...why }: Breach): Breach {
  const { got, want, because, placement, fix } = why;
  return { objective, promise, failure, count, thing, component, alsoBreaks, got, want, because, placement, fix };
}

function objectives(all: Objectives): ProofFile['objectives'] {
  const classes = OBJECTIVE_CLASSES.flatMap((each) => {
    const promised = all[each];
    return promised === undefined ? [] : [[each, objective(promised)] as const];
  });
  return Object.fromEntries(classes);
}

function objective({ rpo, rto }: Objective): ObjectiveInFile {
  return { rpoSeconds: seconds(rpo), rtoSeconds: seconds(rto) };
}

function amount({ total, asked }: Amount): Amount {
  return { total, asked };
}

function seconds(time: Duration): number {
  return time.toMilliseconds({ integral: false }) / 1000;
}
