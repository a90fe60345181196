import type { Problems } from '../../../../core';
import { isOurs, type Kept } from '../compare';

/** Refuses to delete an object in the same run that makes it: the deletion comes last, and it would be gone. */
export function checkTwice(twice: readonly Kept[], problems: Problems): void {
  for (const { known, planned } of twice) {
    const earlier = known.type.split(':')[1]?.replace(/^core\//, '');
    problems.add({
      path: planned.component,
      at: planned.name,
      got: `${known.urn} for the same object, which would be deleted after ${planned.type} was made`,
      want: 'every object once in the stack',
      fix: isOurs(known)
        ? `say \`earlier: ['${earlier}']\` in the kind of the object, and Pulumi follows it to ${planned.body.apiVersion}`
        : `take it out of the program, and \`pulumi state delete '${known.urn}'\`: the object itself stays`,
    });
  }
}
