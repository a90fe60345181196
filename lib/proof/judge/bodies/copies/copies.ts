import type { Copies } from '../../../../core';
import type { Availability, Data } from '../../../verdict/verdict';
import type { Course } from '../../course';
import { type Finding, worstOf } from '../../finding';
import { atFirst, remadeBefore } from '../regroup';
import type { Serving } from '../../serving';
import { countOf, type Crowd, sitesOf, standing, type World, worldsOf } from '../../world';
import type { Item } from './item';
import { strike } from './strike';
import { fallenTerms, firstTerms, lostDomain, mayHoldAll, meets, spansOf } from './terms';

type ServingAfter = (step: number) => Serving | undefined;

/** What a failure does to copies of data. @param servingAfter where those that move the primary serve after a blow. @default - nobody does */
export function judgeCopies(fact: Copies, course: Course, servingAfter: ServingAfter = () => undefined): Finding {
  const repaired = course.repairedBefore;
  if (repaired === 0) return playFrom(fact, course, 0, servingAfter);
  const before = course.until(repaired);
  // What nobody has any more cannot be made again.
  const earlier = judgeCopies(fact, before, servingAfter);
  if (earlier.none === true) return playFrom(fact, course, 0, servingAfter);
  const found = playFrom(fact, course, repaired, servingAfter);
  return worstOf([found, { ...found, data: earlier.data, dataBecause: earlier.dataBecause }]);
}

function playFrom(fact: Copies, course: Course, from: number, servingAfter: ServingAfter): Finding {
  const groups = from > 0 ? remadeBefore(fact.groups, course, from) : atFirst(fact.groups);
  const terms = lostDomain(fact, course, from - 1) ? fallenTerms(fact) : firstTerms(fact);
  const domain = fact.spans?.domain;
  const worlds = worldsOf(course, groups, domain === undefined ? {} : { domain });
  return worstOf(
    worlds.flatMap((world) => {
      const start: Item = { current: world, heard: world, terms, written: [{ among: world, terms }], knows: true };
      const steps = course.blows.map((_, step) => step).filter((step) => step >= from);
      const ends = steps.reduce<readonly Item[]>(
        (items, step) => items.flatMap((item) => strike(fact, course, world, item, step, servingAfter)),
        [start],
      );
      return ends.map((item) => ({
        ...serviceOf(fact, item, countOf(standing(world, course.last))),
        ...(fact.stores === false ? { data: 'safe' as const } : dataOf(fact, item, world, course)),
        ...(course.isCut() ? { serves: [sitesOf(item.heard)] } : {}),
        ...(standing(world, course.last).length === 0 ? { none: true } : {}),
      }));
    }),
  );
}

function serviceOf(
  { groups, readable, spans }: Copies,
  { heard, terms, knows }: Item,
  alive: number,
): Pick<Finding, 'availability' | 'because'> {
  const [left, all] = [countOf(heard), groups.reduce((sum, { count }) => sum + count, 0)];
  const needed = terms.spans > 1 ? ` in ${terms.spans} ${spans?.domain}s` : '';
  const because = knows
    ? `${left} of ${all} copies are left, ${terms.minimum} ${terms.minimum === 1 ? 'is' : 'are'} needed${needed}`
    : alive === 0
      ? 'no copy is left'
      : 'no copy that is left has every write';
  const grade = (): Availability => {
    if (!knows || spansOf(heard) < terms.spans) return 'down';
    if (meets(heard, terms)) return left < all ? 'degraded' : 'available';
    return left >= (readable ?? terms.minimum) ? 'read-only' : 'down';
  };
  return { availability: grade(), because };
}

/** A write is gone if too few of the copies that it reached are left: it may have reached just those that are lost. */
function dataOf(
  { needed = 1 }: Copies,
  { written }: Item,
  world: World,
  course: Course,
): { readonly data: Data; readonly dataBecause?: string } {
  const isLost = ({ fate }: Crowd) => fate.lost && fate.step <= course.last;
  const left = (crowds: readonly Crowd[]) => countOf(crowds.filter((crowd) => !isLost(crowd)));
  if (world.length > 0 && left(world) < needed) {
    const because =
      left(world) === 0 ? `all ${countOf(world)} copies are lost` : `${left(world)} copies are too few to read it`;
    return { data: 'lost', dataBecause: because };
  }
  // Writes went on between the blows, on those that heard each other then.
  if (written.some(({ among }) => among.length > 0 && left(among) < needed)) {
    return { data: 'lost', dataBecause: 'what was acknowledged between the blows stood on what is lost' };
  }
  const risk = written
    .map(({ among, terms }) => ({ gone: among.filter(isLost), terms }))
    .find(({ gone, terms }) => gone.length > 0 && mayHoldAll(gone, terms, needed));
  if (risk === undefined) return { data: 'safe' };
  const { gone, terms } = risk;
  const stands = `a write may stand on ${terms.acknowledged} ${terms.acknowledged === 1 ? 'copy' : 'copies'}`;
  return { data: 'at risk', dataBecause: `${stands}, and ${countOf(gone)} ${countOf(gone) === 1 ? 'is' : 'are'} lost` };
}
