import { type Disk, LEVELS } from './disks';

/** Ceph's own, of the profile `jewel`, which every new cluster has (ceph src/crush/CrushWrapper.h@v20.2.0). */
const TUNABLES = {
  choose_local_tries: 0,
  choose_local_fallback_tries: 0,
  choose_total_tries: 50,
  chooseleaf_descend_once: 1,
  chooseleaf_vary_r: 1,
  chooseleaf_stable: 1,
  straw_calc_version: 1,
  allowed_bucket_algs: 54,
};

interface Bucket {
  readonly level: string;
  readonly name: string;
  readonly items: Map<string, number>;
}

/** A CRUSH map as `crushtool --compile` reads it: buckets by the places of the disks, weights summed upwards. */
export function mapText(disks: readonly Disk[], rule: string): string {
  const buckets = bucketsOf(disks);
  return [
    ...Object.entries(TUNABLES).map(([name, value]) => `tunable ${name} ${value}`),
    ...disks.map(({ id }) => `device ${id} osd.${id}`),
    ...LEVELS.map((level, number) => `type ${number} ${level}`),
    ...buckets.map(({ level, name, items }, index) =>
      [
        `${level} ${name} {`,
        `  id -${buckets.length - index}`,
        '  alg straw2',
        '  hash 0',
        ...[...items].map(([item, weight]) => `  item ${item} weight ${weight.toFixed(5)}`),
        '}',
      ].join('\n'),
    ),
    rule,
  ].join('\n');
}

/** Buckets from the bottom: each must be declared before the one that holds it. */
function bucketsOf(disks: readonly Disk[]): readonly Bucket[] {
  const found = new Map<string, Bucket>();
  for (const { id, weight, at } of disks) {
    let item = `osd.${id}`;
    for (const level of LEVELS) {
      const name = at[level];
      if (name === undefined) continue;
      const bucket = found.get(name) ?? { level, name, items: new Map<string, number>() };
      if (bucket.level !== level) throw new Error(`${name} is a ${bucket.level} and a ${level}`);
      bucket.items.set(item, (bucket.items.get(item) ?? 0) + weight);
      found.set(name, bucket);
      item = name;
    }
  }
  return [...found.values()].sort((a, b) => rank(a.level) - rank(b.level));
}

function rank(level: string): number {
  return LEVELS.findIndex((each) => each === level);
}
