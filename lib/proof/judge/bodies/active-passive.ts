import type { ActivePassive } from '../../../core';
import type { Data } from '../../verdict/verdict';
import type { Course } from '../course';
import { type Finding, worstOf } from '../finding';

/** Who was active for a while, and who was in touch with it. */
interface Term {
  readonly active: string;
  readonly heard: readonly string[];
}

interface Pair {
  /** Undefined once nobody is. */
  readonly active?: string;
  readonly terms: readonly Term[];
  /** Whether two took writes at once. */
  readonly torn: boolean;
}

/** What a failure does to members of which one is active: at the start the first. */
export function judgeActivePassive(fact: ActivePassive, course: Course): Finding {
  const [first = ''] = fact.hosts;
  const start: Pair = { active: first, terms: [{ active: first, heard: fact.hosts }], torn: false };
  const ends = course.blows.reduce<readonly Pair[]>(
    (pairs, _, step) => pairs.flatMap((pair) => struck(fact, course, pair, step)),
    [start],
  );
  return worstOf(
    ends.map((pair) => {
      const site = pair.active === undefined ? undefined : course.model.host.get(pair.active)?.site;
      const stands = course.isCut() && site !== undefined ? { stands: [[site]] } : {};
      return { ...serviceOf(fact, course, pair), ...dataOf(fact, course, pair), ...stands };
    }),
  );
}

function struck(fact: ActivePassive, course: Course, { active, terms, torn }: Pair, step: number): readonly Pair[] {
  const { hosts, automatic = true } = fact;
  const up = hosts.filter((host) => course.fateOf(host).step > step);
  const stays = active !== undefined && up.includes(active);
  const isTorn = automatic && up.some((a) => up.some((b) => !reach(course, a, b, step)));
  const next = automatic ? (stays && !isTorn ? [active] : up) : stays ? [active] : [];
  if (next.length === 0) return [{ terms, torn }];
  const side = (host: string) => up.filter((other) => reach(course, host, other, step));
  const isRival = (host: string, heard: readonly string[]) =>
    automatic && !heard.includes(host) && acknowledges(fact, side(host));
  return next.map((one) => {
    const heard = side(one);
    return {
      active: one,
      terms: acknowledges(fact, heard) ? [...terms, { active: one, heard }] : terms,
      torn: torn || (acknowledges(fact, heard) && up.some((other) => isRival(other, heard))),
    };
  });
}

/** A synchronous one acknowledges nothing that nobody else has. */
function acknowledges({ stores }: ActivePassive, heard: readonly string[]): boolean {
  return heard.length >= (stores === 'synchronous' ? 2 : 1);
}

function serviceOf(fact: ActivePassive, course: Course, { active }: Pair): Pick<Finding, 'availability' | 'because'> {
  const { hosts, automatic = true } = fact;
  const up = hosts.filter((host) => course.fateOf(host).step === Infinity);
  if (active === undefined) {
    const because =
      up.length === 0
        ? 'no member is left'
        : automatic
          ? 'no member is active'
          : `${hosts[0]} is away, and nobody switches by himself`;
    return { availability: 'down', because };
  }
  const heard = up.filter((host) => reach(course, active, host, course.last));
  const because = `${up.length} of ${hosts.length} members are left${heard.length < up.length ? ', and cannot see each other' : ''}`;
  if (!acknowledges(fact, heard))
    return { availability: 'read-only', because: `${because}: writes wait for a second copy` };
  return { availability: heard.length < hosts.length ? 'degraded' : 'available', because };
}

function dataOf(
  { hosts, stores, automatic = true }: ActivePassive,
  course: Course,
  { active, terms, torn }: Pair,
): { readonly data: Data; readonly dataBecause?: string } {
  if (stores === undefined) return { data: 'safe' };
  const isLost = (host: string) => course.fateOf(host).lost;
  if (hosts.every(isLost)) return { data: 'lost', dataBecause: `all ${hosts.length} copies are lost` };
  // Where another has taken over, what only the one before had does not come back with its power.
  const ended = terms.filter((term, index) => {
    const later = [...terms.slice(index + 1).map((each) => each.active), ...(active === undefined ? [] : [active])];
    const followed = later.some((other) => other !== term.active);
    return isLost(term.active) || (automatic && followed && course.fateOf(term.active).step < Infinity);
  });
  if (stores === 'asynchronous' && ended.length > 0) {
    return { data: 'lost', dataBecause: 'the others have what had arrived when the active one went' };
  }
  if (terms.some(({ heard }) => heard.every(isLost))) {
    return { data: 'lost', dataBecause: 'what was acknowledged between the blows stood on what is lost' };
  }
  if (stores === 'falls-back' && ended.length > 0) {
    return { data: 'at risk', dataBecause: 'a write may stand on the active one alone' };
  }
  if (torn) return { data: 'at risk', dataBecause: 'two members may be active at once, each with writes of its own' };
  // One that takes over has what stood on two copies unless both are away.
  const away = hosts.filter((host) => isLost(host) || (automatic && course.fateOf(host).step < Infinity)).length;
  return stores === 'synchronous' && ended.length > 0 && away >= 2
    ? { data: 'at risk', dataBecause: `a write may stand on two copies, and ${away} may be all of them` }
    : { data: 'safe' };
}

function reach(course: Course, a: string, b: string, step: number): boolean {
  const [one, other] = [course.model.host.get(a)?.site, course.model.host.get(b)?.site];
  return one === undefined || other === undefined || one === other || course.reaches(one, other, step);
}
