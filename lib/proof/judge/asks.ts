import type { Thing } from '../model/model';
import type { ThingVerdict } from '../proof';
import type { Course } from './course';
import type { Serving } from './serving';

/** A verdict, and where the thing serves if links are cut. */
export interface Outcome {
  readonly verdict: ThingVerdict;
  /** Why no more of it is there. */
  readonly because: string;
  /** Why its data is no safer. */
  readonly dataBecause?: string;
  readonly serves?: Serving;
}

/** Who knows what a failure does to other things. */
export interface Asks {
  readonly course: Course;
  outcomeOf(thing: Thing): Outcome;
  /** As things were after an earlier blow. */
  after(step: number): Asks;
}
