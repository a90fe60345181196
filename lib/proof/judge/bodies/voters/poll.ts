import { isWorse } from '../../../verdict/verdict';
import type { Course } from '../../course';
import type { Finding } from '../../finding';
import type { Crowd, World } from '../../world';

/** Voters in one world, after a failure. */
export interface Poll {
  readonly course: Course;
  readonly world: World;
  /** Votes of all members of a crowd. */
  readonly votesOf: (crowd: Crowd) => number;
  /** Whether members of a kind hold data. */
  readonly holds: (kind: number) => boolean;
  /** Whether members of a kind may lead. */
  readonly leads: (kind: number) => boolean;
  /** What is left without a majority. */
  readonly without: 'down' | 'read-only';
}

/** How a poll ends. */
export interface Election extends Pick<Finding, 'availability' | 'because' | 'serves'> {
  /** Who had every write that was acknowledged after a blow, for each blow and each way in which it may have ended. */
  readonly held: readonly (readonly Crowd[])[];
}

/** The worst of several ways in which a poll may end; all ways of serving are kept. */
export function worstElection(elections: readonly Election[]): Election {
  return elections.reduce((a, b) => {
    const serves = [...(a.serves ?? []), ...(b.serves ?? [])];
    const held = [...a.held, ...b.held];
    return { ...(isWorse(b.availability, a.availability) ? b : a), held, ...(serves.length > 0 ? { serves } : {}) };
  });
}

export function votes(crowds: readonly Crowd[], votesOf: Poll['votesOf']): number {
  return crowds.reduce((sum, crowd) => sum + votesOf(crowd), 0);
}
