import { Problems } from '../../../../core';
import type { PlannedResource } from '../../plan/resource';
import { checkNamesEnvironment } from '../../program/names';
import type { Comparison } from '../compare';
import type { Known } from '../read';
import { standings } from '../recorded';
import { checkGivenUp } from './given-up';
import { checkLoss } from './loss';
import { checkReplacements } from './replacement';
import { checkTwice } from './twice';

/** What a run is about. */
export interface Run {
  readonly environment: string;
  readonly before: readonly Known[];
  readonly planned: readonly PlannedResource[];
  readonly comparison: Comparison;
  /** Names in the stack of what the caller gives up. */
  readonly mayDelete: ReadonlySet<string>;
  /** Name of the environment that is torn down. @default - none */
  readonly tearDown?: string;
}

/** @throws TripodError with every reason for which this run may not begin */
export function checkChange({ environment, before, planned, comparison, mayDelete, tearDown }: Run): void {
  const problems = new Problems(environment);
  const standing = standings(before);
  checkNamesEnvironment('tearDown', tearDown, environment, problems);
  checkTwice(comparison.twice, problems);
  checkGivenUp(mayDelete, planned, before, standing, problems);
  checkLoss(comparison.gone, standing, mayDelete, problems);
  checkReplacements(comparison.kept, problems);
  problems.throwIfAny();
}
