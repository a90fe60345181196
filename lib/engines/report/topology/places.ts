import type { Landscape, Site } from '../../../landscape';

/** Sizes of the map, in its own units: about a pixel on a wide screen. */
export const NODE = { width: 208, height: 92 } as const;
const COLUMN = 352;
const ROW = 158;
const HEAD = 34;
const PADDING = 22;
const GAP = 74;

/** A site at its place; x and y are its middle. */
export interface PlacedSite {
  readonly site: Site;
  readonly x: number;
  readonly y: number;
}

export interface PlacedCity {
  readonly name: string;
  readonly y: number;
  readonly height: number;
  readonly sites: readonly PlacedSite[];
}

export interface Places {
  readonly width: number;
  readonly height: number;
  readonly cities: readonly PlacedCity[];
}

/**
 * Cities below each other, those of the environment first. In a city, sites that carry data stand in one row and
 * witnesses in another, away from the next city: links between cities then cross no witness.
 */
export function placesOf(landscape: Landscape, isOwn: (site: Site) => boolean): Places {
  const names = [...new Set(landscape.sites.map(({ city }) => city))];
  const sitesOf = (city: string) =>
    ownFirst(
      landscape.sites.filter((site) => site.city === city),
      isOwn,
    );
  const ordered = [...names].sort((a, b) => Number(sitesOf(b).some(isOwn)) - Number(sitesOf(a).some(isOwn)));
  const columns = Math.max(1, ...ordered.map((city) => Math.max(...rows(sitesOf(city)).map((row) => row.length))));
  const width = Math.max(2, columns) * COLUMN;
  const cities: PlacedCity[] = [];
  for (const name of ordered) {
    const last = cities.at(-1);
    const y = last === undefined ? 0 : last.y + last.height + GAP;
    const witnessesFirst = cities.length === 0;
    cities.push(placeCity(name, y, rowsInOrder(sitesOf(name), witnessesFirst), width, landscape));
  }
  const last = cities.at(-1);
  return { width, height: last === undefined ? 0 : last.y + last.height, cities };
}

function placeCity(
  name: string,
  y: number,
  stack: readonly (readonly Site[])[],
  width: number,
  landscape: Landscape,
): PlacedCity {
  const top = y + HEAD + PADDING + NODE.height / 2;
  const data = stack.find((row) => row.some(isData)) ?? [];
  const columns = spread(data.length, width);
  const xOf = new Map(data.map((site, index) => [site.name, columns[index] ?? 0]));
  const sites = stack.flatMap((row, index) => {
    const xs = row === data ? columns : besideLinked(row, xOf, width, landscape);
    return row.map((site, column) => ({ site, x: xs[column] ?? 0, y: top + index * ROW }));
  });
  return { name, y, height: HEAD + 2 * PADDING + NODE.height + (stack.length - 1) * ROW, sites };
}

/** Witnesses stand in the middle of the sites that they are linked to, and beside each other where that is one place. */
function besideLinked(
  row: readonly Site[],
  xOf: ReadonlyMap<string, number>,
  width: number,
  landscape: Landscape,
): readonly number[] {
  const wanted = row.map(({ name }) => {
    const linked = [...xOf].filter(([other]) => landscape.link(name, other) !== undefined).map(([, x]) => x);
    return linked.length === 0 ? width / 2 : linked.reduce((sum, x) => sum + x, 0) / linked.length;
  });
  const apart = wanted.every((x, index) =>
    wanted.slice(0, index).every((other) => Math.abs(x - other) >= NODE.width + 12),
  );
  return apart ? wanted : spread(row.length, width);
}

function spread(count: number, width: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => ((index + 0.5) * width) / count);
}

function rows(sites: readonly Site[]): readonly (readonly Site[])[] {
  return [sites.filter(isData), sites.filter((site) => !isData(site))].filter((row) => row.length > 0);
}

function rowsInOrder(sites: readonly Site[], witnessesFirst: boolean): readonly (readonly Site[])[] {
  return witnessesFirst ? [...rows(sites)].reverse() : rows(sites);
}

function ownFirst(sites: readonly Site[], isOwn: (site: Site) => boolean): readonly Site[] {
  return [...sites.filter(isOwn), ...sites.filter((site) => !isOwn(site))];
}

function isData({ role }: Site): boolean {
  return role !== 'witness';
}
