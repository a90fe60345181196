import type { Holder, Write } from '../clients/log';
import type { Trial } from '../trials/trial';

/** How a city is lost, and what becomes of it. */
export type FaultName = 'kill' | 'upload' | 'cut' | 'return';

/** What one client saw. */
export interface Seen {
  readonly client: string;
  readonly holder: Holder;
  /** Milliseconds from the loss to the first write that the new side took; undefined where there was none. */
  readonly served: number | undefined;
  readonly acknowledged: number;
}

/** One holder of data in a round. Times are milliseconds of the monotonic clock. */
export interface Held {
  readonly holder: Holder;
  readonly lastOld: number | undefined;
  readonly firstNew: number | undefined;
  /** Writes that one side took while the other one did. */
  readonly both: readonly Write[];
  /** Milliseconds from the end of the fence to the first write that its own side took, by clients beside it. */
  readonly afterFence: number | undefined;
  readonly acknowledged: number;
  readonly lost: readonly Write[];
  /** Seconds before the loss at which the first write that is lost was answered. */
  readonly secondsLost: number;
  readonly returned: readonly Write[];
  /** Writes that are lost, or deletes that came back, from before the copy that was taken over. */
  readonly tooOld: readonly Write[];
  readonly unknown: readonly string[];
}

/** A step of the plan, as its own record tells it. */
export interface StepTime {
  readonly step: string;
  readonly phase: string;
  readonly seconds: number;
  readonly outcome: string;
}

/** The way back, by its plan, while clients write. */
export interface WayBack {
  /** Milliseconds from the begin of the plan to the first write that the first side took again, by each user. */
  readonly served: readonly (number | undefined)[];
  readonly steps: readonly StepTime[];
  /** Acknowledged by the side that gave up, and not there any more. */
  readonly lost: readonly Write[];
  readonly both: readonly Write[];
  readonly error: string | undefined;
}

/** One loss of a city, and the take-over by the plan. */
export interface Round {
  readonly number: number;
  readonly fault: FaultName;
  readonly at: string;
  /** Milliseconds with set-up and all. */
  readonly took: number;
  /** Share of the processors in use from the loss to the end of the plan. */
  readonly busy: number;
  readonly plan: string;
  readonly steps: readonly StepTime[];
  readonly seen: readonly Seen[];
  readonly held: readonly Held[];
  /** Seconds that the record of the plan says were lost. */
  readonly recordedLoss: number | undefined;
  /** Writes that the old side took after it had returned. */
  readonly afterReturn: number;
  /** @default - the round ends with the take-over */
  readonly back: WayBack | undefined;
  /** What was tried before the loss. */
  readonly trials: readonly Trial[];
  /** What went wrong beside everything else. */
  readonly error: string | undefined;
}
