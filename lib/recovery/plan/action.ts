import type { Duration } from 'cdk8s';

/**
 * What steps of a plan are for, in the order in which they may come. `look` and `verification` change nothing, a `decision`
 * is taken by people; `preparation` is what may be done while the old side still serves, such as making it a copy anew.
 */
export const PHASES = [
  'look',
  'decision',
  'preparation',
  'fence',
  'data',
  'objects',
  'traffic',
  'verification',
  'tidy',
] as const;
export type Phase = (typeof PHASES)[number];

/** Phases whose steps leave everything as it was: they are done again at will, and have nothing to undo. */
export const QUIET: readonly Phase[] = ['look', 'decision', 'verification'];

/** Why a step has no way back. */
export class Lasting {
  /** @param binds whether steps before it cannot be undone either, once it is done */
  constructor(
    readonly reason: string,
    readonly binds = true,
  ) {}

  /** Of a step that changes nothing that stands, such as waiting: steps before it can be undone all the same. */
  static nothing(reason: string): Lasting {
    return new Lasting(reason, false);
  }
}

/**
 * One step of a plan. Commands are lines of bash, run one after another under `set -euo pipefail`; the first that fails ends
 * the step, and the plan goes on there when it is run again: each list must stand being run twice. They know
 * `$PLAN`, `$FROM`, `$TO` (names), `$EPOCH` and `$PREVIOUS` (whole numbers), `$STATE` (a folder that lasts as long as
 * the run, for what one step leaves to another), `$SECRETS` (a folder with keys and kubeconfigs, by their names) and
 * `$LOST_AT` (seconds since 1970: when the old side was lost, as far as anybody knows). Each list is a process of its
 * own, without a terminal: what one sets, another does not know.
 */
export interface Action {
  /** Unique in its plan, in lower case with dashes: `open-ledger`. Name of its script, and of its line in the record. */
  readonly id: string;
  /** What is done, as a sentence without its end. */
  readonly title: string;
  readonly phase: Phase;
  /** How long it takes at most, expected: what the proof adds up. */
  readonly time: Duration;
  /** Reads only: fails where the step must not begin, or not go on where it was broken off. @default - nothing to look at */
  readonly check?: readonly string[];
  /** What it does. Empty only where `by` says who does it by hand; where both are given, `by` says when it may. */
  readonly commands: readonly string[];
  /** Role that does it by hand, and says so. @default - the commands do it all */
  readonly by?: string;
  /** Reads only: fails where it was not reached. Empty only where people do it, or where it looks itself. */
  readonly verify: readonly string[];
  /** How the step alone is undone, while no step after it has been done; or why it cannot be. Empty in quiet phases only. */
  readonly undo: readonly string[] | Lasting;
  /**
   * Prints a number of seconds: what is lost by going on, as measured. Kept in the record as the RPO of the step. Asked
   * before the commands, and where that gives no number once more after them.
   * @default - the step loses nothing
   */
  readonly loses?: readonly string[];
}
