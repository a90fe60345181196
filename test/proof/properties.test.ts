import fc from 'fast-check';
import { Fact, fixed, type SpreadDomain, type VoterGroup } from 'tripod-iac/core';
import type { Landscape } from 'tripod-iac/landscape';
import { type Blow, judge, modelOf } from 'tripod-iac/proof';
import { type Case, cases, landscapeOf } from './brute/cases';
import type { Made } from './brute/simulate';
import { ranks, type Words, worst } from './brute/words';

const RUNS = { numRuns: 100, seed: 6 };

function verdict(landscape: Landscape, fact: Made, blows: readonly Blow[]) {
  const found = judge(modelOf(landscape, [fact]), { name: 'failure', blows }).get(fact.of);
  if (found === undefined) throw new Error(`no verdict on ${fact.of}`);
  return found;
}

/** Whether no word of `a` is worse than the same of `b`. */
function isNoWorse(a: Words, b: Words): boolean {
  const [mine, theirs] = [ranks(a), ranks(b)];
  return mine.availability <= theirs.availability && mine.data <= theirs.data && mine.recovery <= theirs.recovery;
}

describe('one more, in a new domain', () => {
  /** Six sites of two racks with one host each. */
  const landscape = landscapeOf(Array.from({ length: 6 }, () => [1, 2]));
  const domainOf = (host: string, domain: SpreadDomain) => {
    const { name, site, rack } = landscape.hosts.find((each) => each.name === host) ?? landscape.hosts[0]!;
    return { host: name, rack: `${site}/${rack}`, site }[domain];
  };
  const domains = (domain: SpreadDomain) => [...new Set(landscape.hosts.map(({ name }) => domainOf(name, domain)))];

  /** The worst that the loss of any one domain does. */
  function worstOf(fact: Made, domain: SpreadDomain): Words {
    const hosts = landscape.hosts.map(({ name }) => name);
    const losses = domains(domain).map((each) => hosts.filter((host) => domainOf(host, domain) === each));
    return worst(losses.map((lost) => verdict(landscape, fact, [{ lost }])));
  }

  /** Hosts of the members, one a line, and a host in a domain that none of them stands in. */
  const grown = fc.constantFrom<SpreadDomain>('host', 'rack', 'site').chain((domain) =>
    fc
      .array(fc.constantFrom(...landscape.hosts.map(({ name }) => name)), { minLength: 1, maxLength: 7 })
      .chain((hosts) => {
        const taken = new Set(hosts.map((host) => domainOf(host, domain)));
        const free = landscape.hosts.map(({ name }) => name).filter((host) => !taken.has(domainOf(host, domain)));
        return fc.record({
          domain: fc.constant(domain),
          hosts: fc.constant(hosts),
          more: free.length > 0 ? fc.constantFrom(...free) : fc.constant(''),
        });
      })
      .filter(({ more }) => more !== ''),
  );

  it.each(['static', 'shrinking', 'following'] as const)('voter never worsens the worst loss: %s', (membership) => {
    const of = (groups: readonly VoterGroup[]) => Fact.voters('x', { groups, membership });
    const holds = fc.property(grown, ({ domain, hosts, more }) =>
      isNoWorse(worstOf(of(fixed([...hosts, more])), domain), worstOf(of(fixed(hosts)), domain)),
    );
    fc.assert(holds, RUNS);
  });

  it('copy never worsens the worst loss', () => {
    const drawn = grown.chain((each) =>
      fc.record({ each: fc.constant(each), minimum: fc.integer({ min: 1, max: each.hosts.length }) }),
    );
    const holds = fc.property(drawn, ({ each: { domain, hosts, more }, minimum }) => {
      const of = (on: readonly string[]) => Fact.copies('x', { groups: fixed(on), minimum });
      return isNoWorse(worstOf(of([...hosts, more]), domain), worstOf(of(hosts), domain));
    });
    fc.assert(holds, RUNS);
  });

  it('copy placed by a rule never worsens the worst loss', () => {
    const drawn = fc
      .record({
        domain: fc.constantFrom<SpreadDomain>('rack', 'site'),
        count: fc.integer({ min: 1, max: 4 }),
        minimum: fc.integer({ min: 1, max: 4 }),
        sites: fc.integer({ min: 4, max: 5 }),
      })
      .filter(({ count, minimum }) => minimum <= count);
    const holds = fc.property(drawn, ({ domain, count, minimum, sites }) => {
      const of = (members: number, over: number) => {
        const hosts = landscape.sites.slice(0, over).flatMap((each) => each.hosts.map(({ name }) => name));
        return Fact.copies('x', { groups: [{ count: members, hosts, rules: [{ domain, most: 1 }] }], minimum });
      };
      return isNoWorse(worstOf(of(count + 1, sites + 1), domain), worstOf(of(count, sites), domain));
    });
    fc.assert(holds, RUNS);
  });

  it('voter may worsen one loss: of 2 each is needed', () => {
    const [a = '', , b = ''] = landscape.hosts.map(({ name }) => name);
    const of = (...hosts: string[]) => verdict(landscape, Fact.voters('x', { groups: fixed(hosts) }), [{ lost: [b] }]);
    expect([of(a).availability, of(a, b).availability]).toEqual(['available', 'down']);
  });
});

/**
 * Two rules are left out, since they are meant to bend: a fall-back waits until a whole domain is lost, and the scheduler
 * forgets the skew of a domain once its last host is lost. Both do better when the rest of a domain is lost, too.
 */
function bends(fact: Made): boolean {
  if (fact.type === 'copies') return fact.fallback !== undefined;
  if (fact.type !== 'replicas' || fact.moves === undefined) return false;
  return fact.groups.some(({ rules = [] }) => rules.some(({ maxSkew }) => maxSkew !== undefined));
}

describe('losing more at once', () => {
  const more = cases
    .filter(({ fact }) => !bends(fact))
    .chain((it) =>
      fc.record({
        it: fc.constant(it),
        some: fc.subarray(it.landscape.hosts.map(({ name }) => name)),
        rest: fc.subarray(it.landscape.hosts.map(({ name }) => name)),
      }),
    );

  it('never makes a verdict better', () => {
    const holds = fc.property(more, ({ it: { landscape, fact }, some, rest }) =>
      isNoWorse(verdict(landscape, fact, [{ lost: some }]), verdict(landscape, fact, [{ lost: [...some, ...rest] }])),
    );
    fc.assert(holds, RUNS);
  });

  it('is no better than to lose power', () => {
    const holds = fc.property(more, ({ it: { landscape, fact }, some }) =>
      isNoWorse(verdict(landscape, fact, [{ off: some }]), verdict(landscape, fact, [{ lost: some }])),
    );
    fc.assert(holds, RUNS);
  });

  it('behind more cuts never makes a verdict better', () => {
    const links = ({ sites }: Landscape) =>
      sites.flatMap((a, at) => sites.slice(at + 1).map((b) => [a.name, b.name] as const));
    const drawn = cases
      .filter(({ fact }) => !bends(fact))
      .chain((it) =>
        fc.record({
          it: fc.constant(it),
          some: fc.subarray(links(it.landscape)),
          rest: fc.subarray(links(it.landscape)),
        }),
      );
    const holds = fc.property(drawn, ({ it: { landscape, fact }, some, rest }) =>
      isNoWorse(verdict(landscape, fact, [{ cuts: some }]), verdict(landscape, fact, [{ cuts: [...some, ...rest] }])),
    );
    fc.assert(holds, RUNS);
  });
});

describe('names and order', () => {
  it('of sites, racks and hosts change nothing', () => {
    const drawn = cases.chain((it) =>
      fc.record({
        it: fc.constant(it),
        order: fc.shuffledSubarray([...it.landscape.sites.keys()], { minLength: it.landscape.sites.length }),
      }),
    );
    const holds = fc.property(drawn, ({ it, order }) => {
      const other = relabelled(it, order);
      const same = verdict(it.landscape, it.fact, it.blows);
      expect(timed(verdict(other.landscape, other.fact, other.blows))).toEqual(timed(same));
    });
    fc.assert(holds, RUNS);
  });

  it('of facts and of groups change nothing', () => {
    const drawn = fc.tuple(cases, fc.array(fc.nat(99), { minLength: 3, maxLength: 3 }));
    const holds = fc.property(drawn, ([{ landscape, fact, blows }, [turn = 0, first = 0, second = 0]]) => {
      const turned = fact.type === 'active-passive' ? fact : { ...fact, groups: rotated(fact.groups, turn) };
      const hosts = landscape.hosts.map(({ name }) => name);
      const facts = [
        turned,
        Fact.voters('voters', { groups: fixed(hosts) }),
        Fact.replicas('pods', { groups: [{ count: 2, hosts }] }),
        Fact.dependsOn('pods', 'voters'),
      ];
      const shuffled = rotated([...rotated(facts, first)].reverse(), second);
      const of = (all: readonly Fact[]) => judge(modelOf(landscape, all), { name: 'failure', blows });
      for (const thing of ['x', 'voters', 'pods'])
        expect(timed(of(shuffled).get(thing))).toEqual(timed(of(facts).get(thing)));
      expect(timed(of(facts).get('x'))).toEqual(timed(verdict(landscape, fact, blows)));
    });
    fc.assert(holds, RUNS);
  });
});

function rotated<T>(all: readonly T[], by: number): readonly T[] {
  const at = by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
}

/** All of a verdict but its sentence, which names hosts. */
function timed(found: Partial<ReturnType<typeof verdict>> | undefined) {
  const { availability, data, loss, recovery, within } = found ?? {};
  return { availability, data, loss, recovery, within };
}

/** The same case on sites in another order; their hosts, in reverse, bear the new names. */
function relabelled({ landscape, fact, blows }: Case, order: readonly number[]): Case {
  const { sites } = landscape;
  const names = new Map<string, string>();
  const shape = order.map((from, to) => {
    const site = sites[from]!;
    names.set(site.name, `s${to + 1}`);
    const hosts = [...site.hosts].reverse();
    hosts.forEach((host, at) => names.set(host.name, `s${to + 1}-h${at + 1}`));
    return hosts.map(({ rack }) => 4 - Number(rack.slice(1)));
  });
  const renamed = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (_, each) => (typeof each === 'string' ? (names.get(each) ?? each) : each)) as T;
  return { landscape: landscapeOf(shape), fact: placed(fact, renamed), blows: renamed(blows) };
}

/** Only what names hosts goes through text: durations would not come out of it as such. */
function placed(fact: Made, renamed: <T>(value: T) => T): Made {
  switch (fact.type) {
    case 'active-passive':
      return { ...fact, hosts: renamed(fact.hosts) };
    case 'voters':
      return { ...fact, groups: renamed(fact.groups) };
    case 'copies':
    case 'replicas':
      return { ...fact, groups: renamed(fact.groups) };
  }
}
