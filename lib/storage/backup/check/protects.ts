import type { Environment } from '../../../core';
import type { Settled } from '../props';

/**
 * Things that schedules claim to protect and that no component of the environment declares: known once all are made. A
 * copy of nothing would look like a promise that is kept.
 */
export function unknownThings(schedules: readonly Settled[], { components }: Environment): string[] {
  const facts = components.flatMap((component) => component.facts);
  const known = new Set(facts.filter(({ type }) => type !== 'async-copy').map(({ of }) => of));
  return schedules.flatMap(({ name, protects = [] }) =>
    protects
      .filter((thing) => !known.has(thing))
      .map((thing) => `schedule ${name} protects ${thing}, which no component declares to the proof`),
  );
}
