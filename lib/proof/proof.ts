import type { Objective, Objectives } from '../core';
import type { Capacity } from './capacity/capacity';
import type { FailureKind } from './failure/kinds';
import type { Verdict } from './verdict/verdict';

/** A part of the time that something takes. */
export interface Share {
  readonly name: string;
  /** Milliseconds. */
  readonly time: number;
}

/** What a failure does to one thing, and why. */
export interface ThingVerdict extends Verdict {
  readonly thing: string;
  /** The shortest explanation, as a sentence without its full stop: `3 of 5 votes are left, 3 are needed`. */
  readonly because: string;
  /** The timers, or the steps of a plan, that `within` is the sum of. */
  readonly shares: readonly Share[];
  /** The thing at whose root the failure lies, where it is another: what a thing needs, or where its data is. */
  readonly root?: string;
  /** Set where a thing that serves one site is gone with the site: nobody is left there to miss it. */
  readonly moot?: true;
}

/**
 * Failures of one kind that do the same: hosts that play the same part share one outcome. Of pairs, one for each thing
 * that they hit harder together than either alone, so that one pair may be counted for several things.
 */
export interface Outcome {
  readonly kind: FailureKind;
  /** How it reads, of the first of them: `host sh-a-master-1`. */
  readonly name: string;
  /** Names of the single failures; of pairs only the first hundred. */
  readonly failures: readonly string[];
  /** How many they are in all. */
  readonly count: number;
  /** Things that are touched, in the order of the things; the others are available, safe, and miss nothing. Of pairs, one thing. */
  readonly verdicts: readonly ThingVerdict[];
}

/** A promise that the environment cannot keep. */
export interface Breach {
  /** Class of the objective. */
  readonly objective: keyof Objectives;
  readonly promise: 'rpo' | 'rto';
  /** The first failure that breaks it: `site sh-a`. */
  readonly failure: string;
  /** How many failures of that class break it for this thing. */
  readonly count: number;
  readonly thing: string;
  readonly component: string;
  /** Other things that break it for the same cause: they need this one, have their data in it, or wait for the same plan. */
  readonly alsoBreaks: readonly string[];
  /** What is found: `down, and nobody brings it back`. */
  readonly got: string;
  readonly want: string;
  readonly because: string;
  /** Where its parts stand: `2 of its 3 voters stand there (sh-a-worker-1, sh-a-worker-5)`. */
  readonly placement: string;
  /** What would mend it. */
  readonly fix: string;
}

/** Two things that were meant to fail apart, and do not. */
export interface SharedFate {
  readonly thing: string;
  /** Where they meet: `rack sh-a-r1`. */
  readonly place: string;
  readonly because: string;
  readonly fix: string;
}

/** A thing as the proof names it. */
export interface ProvedThing {
  readonly name: string;
  readonly component: string;
  /** Hosts on which parts of it stand or may stand. */
  readonly hosts: readonly string[];
  /** What it is made of, in a phrase: `5 voters, 3 needed`. */
  readonly made: string;
}

/** An objective that does not hold for one thing, with the reason for which the bank accepts it. */
export interface Accepted {
  readonly thing: string;
  readonly failure: keyof Objectives;
  /** What holds instead; undefined where nothing is promised. */
  readonly objective?: Objective;
  readonly reason: string;
}

/** What an environment survives, what is lost, and how long it takes. */
export interface Proof {
  readonly environment: string;
  readonly objectives: Objectives;
  readonly accepted: readonly Accepted[];
  readonly things: readonly ProvedThing[];
  readonly outcomes: readonly Outcome[];
  readonly breaches: readonly Breach[];
  readonly fates: readonly SharedFate[];
  readonly capacity: readonly Capacity[];
  /** What the proof takes for granted: things that lie outside, and whose failure it does not know. */
  readonly assumptions: readonly string[];
}
