import { AVAILABILITIES, type Availability, type Data, type Verdict } from 'tripod-iac/proof';

/** The three words of a verdict that need no clock. */
export type Words = Pick<Verdict, 'availability' | 'data' | 'recovery'>;

const DATA: readonly Data[] = ['safe', 'at risk', 'lost'];
const RECOVERY: readonly Words['recovery'][] = ['auto', 'human'];

export const BEST: Words = { availability: 'available', data: 'safe', recovery: 'auto' };

/** How bad each word is, from 0. */
export function ranks(words: Words): Readonly<Record<keyof Words, number>> {
  return {
    availability: AVAILABILITIES.indexOf(words.availability),
    data: DATA.indexOf(words.data),
    recovery: RECOVERY.indexOf(words.recovery),
  };
}

/** The worst of each word. */
export function worst(all: Iterable<Words>): Words {
  let { availability, data, recovery } = ranks(BEST);
  for (const each of all) {
    const rank = ranks(each);
    availability = Math.max(availability, rank.availability);
    data = Math.max(data, rank.data);
    recovery = Math.max(recovery, rank.recovery);
  }
  return {
    availability: AVAILABILITIES[availability] ?? 'down',
    data: DATA[data] ?? 'lost',
    recovery: RECOVERY[recovery] ?? 'human',
  };
}

export function worseData(a: Data, b: Data): Data {
  return DATA.indexOf(a) > DATA.indexOf(b) ? a : b;
}

/** Who cannot write does not come back by itself. */
export function served(availability: Availability): Pick<Words, 'availability' | 'recovery'> {
  return { availability, recovery: availability === 'available' || availability === 'degraded' ? 'auto' : 'human' };
}
