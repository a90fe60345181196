import { isListOf, type Problems } from '../../../errors';
import { Fence } from '../../plan/fence';
import { holdersOf, type Pair } from '../pair';
import type { HoldsData } from '../parts';

/**
 * Checks what keeps the old side from writing, against who is there to say so: with two sites and no third vote nobody can
 * tell a side that is lost from one that is out of sight, and only people may have one take over from the other.
 */
export function checkFence(pair: Pair, known: boolean, problems: Problems): void {
  const { fence, witness, from, to } = pair;
  const is = problems.check(fence instanceof Fence, {
    at: 'fence',
    got: fence,
    want: 'a Fence: nothing is promoted while the old side may write',
    fix: 'pass `Fence.self()` with a witness, or `Fence.external({ what, by })`',
  });
  if (!is || !known) return;
  problems.check(fence.kind !== 'self' || witness !== undefined, {
    at: 'fence',
    got: 'a side that fences itself, without a witness',
    want: `a third vote: ${from.name} and ${to.name} cannot tell each other's loss from a cut link, and with two votes neither side has more than half`,
    fix: 'add `witness: Witness.dns({ … })` with servers outside of both cities, or let people fence: `Fence.external({ … })`',
  });
  problems.check(fence.kind !== 'executed', {
    at: 'fence',
    got: 'a fence that the plan executes on the side that is lost',
    want: 'one that holds where that side cannot be reached',
    fix: 'pass `Fence.self()`, `Fence.external({ … })` or `Fence.attested(…)`; the switch-over closes the old side by itself',
  });
  if (!(isHolding(pair) && fence.kind === 'self')) return;
  for (const [{ name, closesWithin }] of holdersOf(pair))
    problems.check(closesWithin !== undefined, {
      at: `data/${name}`,
      got: 'data that does not close by itself',
      want: 'what closes when the witness does not confirm its side, since nobody else fences it',
      fix: 'give it the witness of the pair, or fence from outside: `Fence.external({ … })`',
    });
}

function isHolding({ data }: Pair): boolean {
  return isListOf(data, (each) => isListOf(each, (half) => (half as HoldsData | undefined)?.holder !== undefined));
}
