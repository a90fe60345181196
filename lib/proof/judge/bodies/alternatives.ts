import type { Alternatives } from '../../../core';
import { isWorse, isServing } from '../../verdict/verdict';
import type { Finding } from '../finding';
import type { Asks, Outcome } from '../asks';

/** Several ways to the same: one that works is enough, and all are needed for it to be whole. */
export function chooseAmong({ among }: Alternatives, jury: Asks): Finding {
  const ways = waysOf(among, jury);
  const working = ways.filter(works);
  const because = `${working.length} of ${ways.length} ways are left`;
  if (working.length === 0) {
    const [first] = ways;
    const best = ways.reduce<Outcome | undefined>(
      (a, b) => (a === undefined || isWorse(a.verdict.availability, b.verdict.availability) ? b : a),
      first,
    );
    const why = best?.because ?? 'there is none';
    return { availability: best?.verdict.availability ?? 'down', data: 'safe', because: `${because}: ${why}` };
  }
  const whole = ways.every(({ verdict }) => verdict.availability === 'available');
  const serves = working.flatMap((way) => way.serves ?? []);
  return {
    availability: whole ? 'available' : 'degraded',
    data: 'safe',
    because,
    ...(serves.length > 0 ? { stands: [[...new Set(serves.flat())]] } : {}),
  };
}

export function waysOf(among: readonly string[], jury: Asks): readonly Outcome[] {
  return among.flatMap((name) => {
    const thing = jury.course.model.thing.get(name);
    return thing === undefined ? [] : [jury.outcomeOf(thing)];
  });
}

export function works({ verdict }: Outcome): boolean {
  return isServing(verdict.availability);
}
