import type { Problems } from '../../../errors';
import type { Environment } from '../../../core';

/** An environment is one side of one pair: only one other may have the next epoch. @param pairs all that there are */
export function checkOnce(
  { from, to }: { readonly from: Environment; readonly to: Environment },
  others: readonly { readonly from: Environment; readonly to: Environment; readonly path: string }[],
  problems: Problems,
): void {
  for (const other of others) {
    const shared = [from, to].filter((side) => side === other.from || side === other.to);
    problems.check(shared.length === 0, {
      at: 'with',
      got: `${shared.map(({ name }) => name).join(' and ')}, already of ${other.path}`,
      want: 'environments of no other pair: two that may take over from one would both do so',
      fix: 'make one pair of two environments; its plans lead both ways',
    });
  }
}
