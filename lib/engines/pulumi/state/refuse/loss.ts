import type { Problems } from '../../../../core';
import type { Known } from '../read';
import type { Standing } from '../recorded';

/**
 * Refuses to delete what is protected or holds data, unless it was told twice: in a run before, which dropped the
 * protection, and in this one.
 */
export function checkLoss(
  gone: readonly Known[],
  standing: (known: Known) => Standing,
  mayDelete: ReadonlySet<string>,
  problems: Problems,
): void {
  for (const known of gone) {
    const { name } = known;
    const { protect, guarded } = standing(known);
    const told = mayDelete.has(name);
    if (!protect && (told || !guarded)) continue;
    const back = told ? 'put it back into the program' : `put it back into the program, ${tell(name)}`;
    problems.add({
      at: name,
      got: `${protect ? 'a protected object' : 'an object with data in it or below it'}, which the program no longer has`,
      want: protect ? 'a run before this one that drops its protection' : 'its name in `tripod:mayDelete`',
      fix: protect
        ? `${back}, and run \`pulumi up\` once; then remove it, and run \`pulumi up\` again`
        : `put it back into the program; or, to delete it with its data, ${tell(name)}`,
    });
  }
}

function tell(name: string): string {
  return `\`pulumi config set --path 'tripod:mayDelete[0]' ${name}\` (or the next free number)`;
}
