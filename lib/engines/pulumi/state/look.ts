import { getProject, getStack, log } from '@pulumi/pulumi';
import type { Rendering } from '../../../core';
import { leftBehind } from '../peer/left';
import type { Prepared } from '../prepare';
import { announcements } from './announce';
import { compare } from './compare';
import { type Known, readState } from './read';
import { checkChange, type Run } from './refuse/check';

/** What a stack was like before a run. */
interface Before {
  readonly known: readonly Known[];
  /** Names of what joined the environment to others, and leaves the program without being deleted. */
  readonly left: ReadonlySet<string>;
}

/**
 * Compares what a run will hand to Pulumi with what the stack holds, and tells what it deletes.
 * @throws TripodError with everything that would be lost
 */
export async function lookBack(
  rendering: Rendering,
  prepared: Prepared,
  tearDown: string | undefined,
): Promise<Before> {
  const { planned, mayDelete } = prepared;
  const known = await readState();
  const left = leftBehind(planned, known);
  const comparison = compare(known, planned, { stack: getStack(), project: getProject() });
  const gone = comparison.gone.filter(({ name }) => !left.has(name));
  const { name: environment } = rendering.environment;
  const run: Run = { environment, before: known, planned, comparison: { ...comparison, gone }, mayDelete, tearDown };
  checkChange(run);
  for (const { text, isLoss } of announcements(run, rendering)) await (isLoss ? log.warn(text) : log.info(text));
  return { known, left };
}
