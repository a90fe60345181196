import { PARENTS } from '../parents';
import type { PlannedResource } from '../plan/resource';
import type { Known } from './read';
import { identityOf, urnOf } from './urn';

/** An object that was there before and is planned again. */
export interface Kept {
  readonly known: Known;
  readonly planned: PlannedResource;
}

/** The last run beside this one. */
export interface Comparison {
  readonly kept: readonly Kept[];
  /** There before, and not planned: Pulumi deletes it. */
  readonly gone: readonly Known[];
  /** What stands in the stack in another way than planned: one object that would be made and deleted in one run. */
  readonly twice: readonly Kept[];
}

/** Compares by the URNs that Pulumi compares by, with those that are declared as earlier ones. */
export function compare(
  before: readonly Known[],
  planned: readonly PlannedResource[],
  stack: { readonly stack: string; readonly project: string },
): Comparison {
  const urn = (type: string, name: string) => urnOf(stack.stack, stack.project, { parents: PARENTS, type, name });
  const byUrn = new Map(
    planned.flatMap((each) => [each.type, ...each.earlier].map((type) => [urn(type, each.name), each] as const)),
  );
  const byKey = new Map(planned.map((each) => [each.key, each]));
  const kept = before.flatMap((known) => pair(known, byUrn.get(known.urn)));
  const rest = before.filter((known) => !byUrn.has(known.urn));
  const twice = rest.flatMap((known) => pair(known, byKey.get(identityOf(known) ?? '')));
  const other = new Set(twice.map(({ known }) => known));
  return {
    kept,
    gone: rest.filter((known) => isOurs(known) && !other.has(known)),
    twice,
  };
}

function pair(known: Known, planned: PlannedResource | undefined): readonly Kept[] {
  return planned === undefined ? [] : [{ known, planned }];
}

/** Beside the objects of an environment, a stack may hold what its program made by itself. */
export function isOurs({ parents }: Known): boolean {
  return parents.join('$') === PARENTS.join('$');
}
