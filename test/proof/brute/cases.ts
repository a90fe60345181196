import fc from 'fast-check';
import type { Placement } from 'tripod-iac/core';
import { city, host, Landscape, site } from 'tripod-iac/landscape';
import type { Blow } from 'tripod-iac/proof';
import { failures } from './failures';
import { layouts } from './placements';
import type { Made } from './simulate';
import { things } from './things';
import { World } from './world';

/** A small landscape, a thing on it, and what happens. */
export interface Case {
  readonly landscape: Landscape;
  readonly fact: Made;
  readonly blows: readonly Blow[];
}

/** Most ways to place the members of one thing: beyond it a case takes too long to play. */
const MOST_LAYOUTS = 150;

/** Racks of the hosts of each site. */
const shapes = fc
  .array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 })
  .filter((sites) => sites.flat().length <= 10);

/** Two to four sites of one to three racks, ten hosts at most. Racks of one name in two sites are two racks. */
export function landscapeOf(shape: readonly (readonly number[])[]): Landscape {
  const sites = shape.map((hosts, at) =>
    site(`s${at + 1}`, {
      role: 'active',
      subnet: `10.${at + 1}.0.0/24`,
      racks: [...new Set(hosts)].map((rack) => `r${rack}`),
      hosts: hosts.map((rack, number) => host(`s${at + 1}-h${number + 1}`, { roles: ['worker'], rack: `r${rack}` })),
    }),
  );
  return Landscape.of({ cities: [city('c', sites)], clusters: [] });
}

export const cases: fc.Arbitrary<Case> = shapes.map(landscapeOf).chain((landscape) =>
  fc.record({
    landscape: fc.constant(landscape),
    fact: things(landscape).filter((fact) => isPlayable(landscape, fact)),
    blows: failures(landscape),
  }),
);

function isPlayable(landscape: Landscape, fact: Made): boolean {
  if (fact.type === 'active-passive') return true;
  const size = (group: Placement) => chosen(group.hosts.length + group.count - 1, group.count);
  if (fact.groups.reduce((product, group) => product * size(group), 1) > MOST_LAYOUTS) return false;
  return layouts(World.whole(landscape), fact.groups).length > 0;
}

function chosen(n: number, k: number): number {
  return k === 0 ? 1 : (chosen(n - 1, k - 1) * n) / k;
}
