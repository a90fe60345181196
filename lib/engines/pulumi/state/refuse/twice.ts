import type { Problems } from '../../../../core';
import { PARENTS } from '../../parents';
import type { Kept } from '../compare';

/** Refuses to delete an object in the same run that makes it: the deletion comes last, and it would be gone. */
export function checkTwice(twice: readonly Kept[], problems: Problems): void {
  for (const { known, planned } of twice) {
    const ours = known.parents.join('$') === PARENTS.join('$');
    const earlier = known.type.split(':')[1]?.replace(/^core\//, '');
    problems.add({
      path: planned.component,
      at: planned.name,
      got: `${known.urn} for the same object, which would be deleted after ${planned.type} was made`,
      want: 'every object once in the stack',
      fix: ours
        ? `say \`earlier: ['${earlier}']\` in the kind of the object, and Pulumi follows it to ${planned.body.apiVersion}`
        : `take it out of the program, and \`pulumi state delete '${known.urn}'\`: the object itself stays`,
    });
  }
}
