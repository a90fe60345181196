import type { Failure } from '../failure/failure';
import { Loss } from '../failure/loss';
import type { Model, Thing } from '../model/model';
import type { ThingVerdict } from '../proof';
import { Course } from './course';
import { Jury } from './jury';

/** The verdict on each thing of a model, by its name. */
export type Judgement = ReadonlyMap<string, ThingVerdict>;

/**
 * What a failure does to each thing, on the worst placement that its rules allow.
 * @param things that are asked for. @default - all
 * @throws TripodError for a name that the landscape does not have
 */
export function judge(model: Model, failure: Failure | Loss, things: readonly Thing[] = model.things): Judgement {
  const jury = new Jury(courseOf(model, failure));
  return new Map(things.map((thing) => [thing.name, jury.verdictOn(thing)]));
}

/** The verdict on one thing as if nothing that it needs were touched. */
export function judgeAlone(model: Model, failure: Failure | Loss, thing: Thing): ThingVerdict {
  return new Jury(courseOf(model, failure), true).verdictOn(thing);
}

function courseOf(model: Model, failure: Failure | Loss): Course {
  return new Course(model, failure instanceof Loss ? failure.in(model.landscape) : failure);
}
