import type { Copies } from '../../../../core';
import { domainOf } from '../../../placement/ground';
import type { Course } from '../../course';
import { countOf, type Crowd } from '../../world';

/** What a write must reach before it is acknowledged. The terms fall once a whole domain is lost, and stay so. */
export interface Terms {
  /** Copies that must be there before it is tried. */
  readonly minimum: number;
  /** Copies that may be all that have it. */
  readonly acknowledged: number;
  /** Domains that must hold a copy. */
  readonly spans: number;
}

export function firstTerms({ minimum, acknowledged, spans }: Copies): Terms {
  return { minimum, acknowledged: Math.min(minimum, acknowledged ?? minimum), spans: spans?.count ?? 1 };
}

export function fallenTerms({ minimum, acknowledged, fallback }: Copies): Terms {
  const fewest = fallback?.minimum ?? minimum;
  return { minimum: fewest, acknowledged: Math.min(fewest, acknowledged ?? fewest), spans: 1 };
}

/** Whether such copies are enough for a write. */
export function meets(crowds: readonly Crowd[], { minimum, spans }: Terms): boolean {
  return countOf(crowds) >= minimum && spansOf(crowds) >= spans;
}

/** Whether an acknowledged write may stand on so many of such copies that too few others have it. */
export function mayHoldAll(crowds: readonly Crowd[], { acknowledged, spans }: Terms, needed: number): boolean {
  return countOf(crowds) > acknowledged - needed && spansOf(crowds) >= spans;
}

/** Failure domains in which copies stand. */
export function spansOf(crowds: readonly Crowd[]): number {
  return new Set(crowds.map(({ domain }) => domain)).size;
}

/** Whether all hosts of one domain that may carry copies are away after a blow: the terms fall then. */
export function lostDomain({ groups, spans, fallback }: Copies, course: Course, step: number): boolean {
  if (fallback === undefined) return false;
  const left = new Map<string, boolean>();
  for (const host of groups.flatMap(({ hosts }) => hosts)) {
    const domain = domainOf(course.model, host, spans?.domain ?? 'site');
    left.set(domain, (left.get(domain) ?? false) || course.fateOf(host).step > step);
  }
  return [...left.values()].some((any) => !any);
}
