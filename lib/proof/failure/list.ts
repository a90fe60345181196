import type { Environment } from '../../core';
import type { Site } from '../../landscape';
import { type Loss, loss } from './loss';

/** Every host of an environment. */
export function hostFailures({ hosts }: Environment): readonly Loss[] {
  return hosts.map(({ name }) => loss.host(name));
}

/** Every rack, site and city of an environment, every link between its sites, and every way in which they fall into two. */
export function wholeFailures({ sites }: Environment): readonly Loss[] {
  const names = sites.map(({ name }) => name);
  return [
    ...sites.flatMap(racksOf),
    ...names.map((name) => loss.site(name)),
    ...[...new Set(sites.map(({ city }) => city))].map((name) => loss.city(name)),
    ...pairs(names).map(([a, b]) => loss.link(a, b)),
    // Of two sites the link is the partition.
    ...(names.length > 2 ? partitions(names).map((part) => loss.partition(...part)) : []),
  ];
}

function racksOf({ name, racks, hosts }: Site): readonly Loss[] {
  return racks.filter((rack) => hosts.some((host) => host.rack === rack)).map((rack) => loss.rack(name, rack));
}

/** Each two of some names, once. */
function pairs(names: readonly string[]): readonly (readonly [string, string])[] {
  return names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const));
}

/** The smaller part of each way in which sites fall into two: the halves of a partition are one failure. */
function partitions(names: readonly string[]): readonly (readonly string[])[] {
  const [, ...others] = names;
  const parts = others.reduce<readonly (readonly string[])[]>(
    (found, name) => [...found, ...found.map((part) => [...part, name])],
    [[]],
  );
  return parts
    .filter((part) => part.length > 0)
    .map((part) => (2 * part.length > names.length ? names.filter((name) => !part.includes(name)) : part));
}
