import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { Fact, type Placement, type SpreadDomain, type SpreadRule, type VoterGroup } from 'tripod-iac/core';
import type { Landscape } from 'tripod-iac/landscape';
import type { Made } from './simulate';

const DOMAINS: readonly SpreadDomain[] = ['host', 'rack', 'site'];

/** A thing of any kind on the hosts of a landscape. */
export function things(landscape: Landscape): fc.Arbitrary<Made> {
  const hosts = landscape.hosts.map(({ name }) => name);
  return fc.oneof(
    { arbitrary: voters(landscape, hosts), weight: 3 },
    copies(hosts),
    stretched(landscape),
    spanning(hosts),
    replicas(hosts),
    pairs(hosts),
  );
}

const rules: fc.Arbitrary<readonly SpreadRule[]> = fc.array(
  fc.oneof(
    fc.record({ domain: fc.constantFrom(...DOMAINS), most: fc.integer({ min: 1, max: 2 }) }),
    fc.record({
      domain: fc.constantFrom(...DOMAINS),
      maxSkew: fc.integer({ min: 1, max: 2 }),
      countsLost: fc.boolean(),
    }),
  ),
  { maxLength: 2 },
);

function alone(hosts: readonly string[]): fc.Arbitrary<Placement> {
  return fc.constantFrom(...hosts).map((name) => ({ count: 1, hosts: [name] }));
}

function groups(hosts: readonly string[], most: number): fc.Arbitrary<Placement> {
  const some = fc.record({
    count: fc.integer({ min: 1, max: most }),
    hosts: fc.oneof(fc.constant(hosts), fc.subarray([...hosts], { minLength: 1 })),
    rules,
  });
  return fc.oneof(alone(hosts), some);
}

function voters(landscape: Landscape, hosts: readonly string[]): fc.Arbitrary<Made> {
  const seldom = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 6 });
  const rare = (freq: number) => fc.integer({ min: 1, max: freq }).map((dice) => dice === 1);
  const places = [...hosts, ...landscape.sites.map(({ name }) => name)];
  const group = fc
    .tuple(groups(hosts, 4), seldom(fc.integer({ min: 0, max: 3 })), rare(6), rare(10), fc.constantFrom(...places))
    .map(([placement, votes, arbitrates, remote, disk]): VoterGroup => ({
      ...placement,
      ...(votes === undefined ? {} : { votes }),
      ...(arbitrates ? { data: false } : {}),
      ...(remote ? { disk } : {}),
    }));
  return fc
    .record({
      groups: fc.array(group, { minLength: 1, maxLength: 6 }),
      membership: fc.constantFrom('static' as const, 'shrinking' as const, 'following' as const),
      without: fc.constantFrom('down' as const, 'read-only' as const),
      stores: fc.boolean(),
    })
    .map(({ groups: declared, ...props }) => {
      // Elasticsearch knows no weights.
      const equal = ({ count, hosts: on, rules: kept, data, disk }: VoterGroup) => ({
        count,
        hosts: on,
        rules: kept,
        data,
        disk,
      });
      return Fact.voters('x', { ...props, groups: props.membership === 'shrinking' ? declared.map(equal) : declared });
    })
    .filter(({ groups: all }) => all.some(({ data = true, votes = 1 }) => data && votes > 0))
    .filter(({ groups: all }) => all.reduce((sum, { count }) => sum + count, 0) <= 7);
}

function copies(hosts: readonly string[]): fc.Arbitrary<Made> {
  return fc.array(groups(hosts, 4), { minLength: 1, maxLength: 2 }).chain((all) => {
    const total = all.reduce((sum, { count }) => sum + count, 0);
    return fc
      .integer({ min: 1, max: total })
      .chain((minimum) =>
        fc
          .option(fc.integer({ min: 1, max: minimum }), { nil: undefined })
          .map((readable) =>
            Fact.copies('x', { groups: all, minimum, ...(readable === undefined ? {} : { readable }) }),
          ),
      );
  });
}

/** Copies in two sites, as in a stretch cluster. */
function stretched(landscape: Landscape): fc.Arbitrary<Made> {
  return fc
    .record({
      sites: fc.shuffledSubarray([...landscape.sites], { minLength: 2, maxLength: 2 }),
      each: fc.integer({ min: 1, max: 3 }),
      apart: fc.boolean(),
      minimum: fc.integer({ min: 2, max: 4 }),
      fallback: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    })
    .filter(
      ({ sites, each, apart, minimum }) =>
        minimum <= 2 * each && (!apart || sites.every(({ hosts }) => hosts.length >= each)),
    )
    .map(({ sites, each, apart, minimum, fallback }) =>
      Fact.copies('x', {
        groups: sites.map(({ hosts }) => ({
          count: each,
          hosts: hosts.map(({ name }) => name),
          ...(apart ? { rules: [{ domain: 'host', most: 1 }] } : {}),
        })),
        minimum,
        spans: { domain: 'site', count: 2 },
        ...(fallback === undefined ? {} : { fallback: { minimum: fallback } }),
      }),
    );
}

/** Copies that never share a domain, and of which writes reach several. */
function spanning(hosts: readonly string[]): fc.Arbitrary<Made> {
  return fc
    .record({
      domain: fc.constantFrom(...DOMAINS),
      count: fc.integer({ min: 2, max: 4 }),
      on: fc.oneof(fc.constant(hosts), fc.subarray([...hosts], { minLength: 2 })),
      minimum: fc.integer({ min: 1, max: 4 }),
      span: fc.integer({ min: 2, max: 3 }),
    })
    .filter(({ count, minimum, span }) => minimum <= count && span <= count)
    .map(({ domain, count, on, minimum, span }) =>
      Fact.copies('x', {
        groups: [{ count, hosts: on, rules: [{ domain, most: 1 }] }],
        minimum,
        spans: { domain, count: span },
      }),
    );
}

function replicas(hosts: readonly string[]): fc.Arbitrary<Made> {
  return fc
    .record(
      {
        groups: fc.array(groups(hosts, 5), { minLength: 1, maxLength: 2 }),
        minimum: fc.integer({ min: 1, max: 3 }),
        moves: fc.constant(Duration.minutes(6)),
        volume: fc.boolean(),
        fencing: fc.constant(Duration.minutes(5)),
        maxUnavailable: fc.integer({ min: 0, max: 2 }),
      },
      { requiredKeys: ['groups'] },
    )
    .filter(({ groups: all, minimum = 1 }) => minimum <= all.reduce((sum, { count }) => sum + count, 0))
    .map((props) => Fact.replicas('x', props));
}

function pairs(hosts: readonly string[]): fc.Arbitrary<Made> {
  return fc
    .record(
      {
        hosts: fc.shuffledSubarray([...hosts], { minLength: 2, maxLength: Math.min(4, hosts.length) }),
        automatic: fc.boolean(),
        stores: fc.constantFrom('synchronous' as const, 'falls-back' as const, 'asynchronous' as const),
      },
      { requiredKeys: ['hosts'] },
    )
    .map((props) => Fact.activePassive('x', props));
}
