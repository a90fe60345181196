import type { Environment, Problems } from '../../../core';
import type { Settled } from '../props';

/** Checks that what schedules cover is declared by a component. A copy of nothing would look like a promise that is kept. */
export function checkCovered(schedules: readonly Settled[], { components }: Environment, problems: Problems): void {
  const facts = components.flatMap((component) => component.facts);
  const known = [...new Set(facts.filter(({ type }) => type !== 'async-copy').map(({ of }) => of))];
  for (const { name, covers = [] } of schedules) {
    for (const thing of covers.filter((each) => !known.includes(each))) {
      problems.add({
        path: `schedule ${name}`,
        at: 'covers',
        got: thing,
        want: 'a thing that a component of the environment declares to the proof',
        fix: `take one of ${known.join(', ')}, or leave it out`,
      });
    }
  }
}
