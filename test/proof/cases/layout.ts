import { city, host, Landscape, site } from 'tripod-iac';

/** Hosts by site, or racks of hosts by site: `{ a: 2, b: 1 }` has a1, a2 and b1; `{ a: [2, 1] }` has two racks in a. */
export type Layout = Readonly<Record<string, number | readonly number[]>>;

/** Sites of one city, except those that are named to lie in another one. */
export function layout(sites: Layout, far: readonly string[] = []): Landscape {
  const declared = Object.entries(sites).map(([name, racks], index) =>
    site(name, {
      role: 'active',
      subnet: `10.${index}.0.0/24`,
      racks: racksOf(racks).map((_, rack) => `r${rack + 1}`),
      hosts: hostsOf({ [name]: racks }).map((each, at) => host(each, { roles: ['worker'], rack: rackAt(racks, at) })),
    }),
  );
  const near = declared.filter(({ name }) => !far.includes(name));
  const other = declared.filter(({ name }) => far.includes(name));
  return Landscape.of({
    cities: [city('near', near), ...(other.length > 0 ? [city('far', other)] : [])],
    clusters: [],
  });
}

/** Names of the hosts of all sites, or of some. */
export function hostsOf(sites: Layout, ...only: readonly string[]): string[] {
  return Object.entries(sites)
    .filter(([name]) => only.length === 0 || only.includes(name))
    .flatMap(([name, racks]) => {
      const count = racksOf(racks).reduce((sum, each) => sum + each, 0);
      return Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
    });
}

/** `2/2/1`. */
export function shown(sites: Layout): string {
  return Object.values(sites)
    .map((racks) => racksOf(racks).join('+'))
    .join('/');
}

function racksOf(racks: number | readonly number[]): readonly number[] {
  return typeof racks === 'number' ? [racks] : racks;
}

function rackAt(racks: number | readonly number[], at: number): string {
  const names = racksOf(racks).flatMap((count, index) => Array.from({ length: count }, () => `r${index + 1}`));
  return names[at]!;
}
