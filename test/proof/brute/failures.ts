import fc from 'fast-check';
import type { Landscape } from 'tripod-iac/landscape';
import type { Blow } from 'tripod-iac/proof';

/** One blow or two, each of up to two kinds of mishap. */
export function failures(landscape: Landscape): fc.Arbitrary<readonly Blow[]> {
  const blow = fc.oneof(one(landscape), fc.tuple(one(landscape), one(landscape)).map(both));
  const later = fc.tuple(blow, blow, fc.boolean()).map(([first, second, again]) => {
    // What a repair behind a cut can reach is nobody's rule.
    const repaired = again && first.cuts === undefined;
    return [first, { ...second, ...(repaired ? { repaired } : {}) }];
  });
  return fc.oneof(
    blow.map((each) => [each]),
    later,
  );
}

function one({ hosts, sites }: Landscape): fc.Arbitrary<Blow> {
  const names = hosts.map(({ name }) => name);
  const some = fc.subarray(names, { minLength: 1, maxLength: Math.min(2, names.length) });
  const whole = fc.constantFrom(...sites).map((each) => each.hosts.map(({ name }) => name));
  const rack = fc
    .constantFrom(...hosts)
    .map((each) =>
      hosts.filter(({ site: at, rack: in_ }) => at === each.site && in_ === each.rack).map(({ name }) => name),
    );
  const links = sites.flatMap((a, at) => sites.slice(at + 1).map((b) => [a.name, b.name] as const));
  const parts = fc
    .subarray([...sites], { minLength: 1, maxLength: sites.length - 1 })
    .map((inside) =>
      links.filter(([a, b]) => inside.some(({ name }) => name === a) !== inside.some(({ name }) => name === b)),
    );
  return fc.oneof(
    fc.oneof(some, whole, rack).map((lost) => ({ lost })),
    fc.oneof(some, some, whole).map((off) => ({ off })),
    fc.constantFrom(...names).map((name) => ({ drained: [name] })),
    fc.oneof(fc.subarray(links, { minLength: 1 }), parts).map((cuts) => ({ cuts })),
    fc.oneof(some, whole, rack).map((lost) => ({ lost })),
  );
}

function both([a, b]: readonly [Blow, Blow]): Blow {
  const joined = <K extends 'lost' | 'off' | 'drained' | 'cuts'>(key: K) => [...(a[key] ?? []), ...(b[key] ?? [])];
  const merged = { lost: joined('lost'), off: joined('off'), drained: joined('drained'), cuts: joined('cuts') };
  return Object.fromEntries(Object.entries(merged).filter(([, list]) => list.length > 0));
}
