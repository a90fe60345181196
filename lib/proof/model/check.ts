import { Problems, type RecoveryPlan, type Voters } from '../../core';
import { arrangements } from '../placement/arrangements';
import { cellsOf } from '../placement/cells';
import { groundOf } from '../placement/ground';
import { circleIn } from './graph';
import { groupsOf } from './groups';
import { sitesOf } from './hosts';
import { factsOf, isBody, type Model, type Thing } from './model';
import { isPlace } from './places';

/** Checks facts together. @throws TripodError with every fault */
export function checkModel(model: Model, place: string): void {
  const problems = new Problems(place);
  for (const thing of model.things) {
    const below = (thing.component === place ? problems : problems.below(thing.component)).below(thing.name);
    checkBodies(thing, below);
    checkHosts(thing, model, below);
    checkNames(thing, model, below);
    factsOf(thing, 'recovery-plan').forEach((plan) => checkPlan(plan, thing, model, below));
  }
  const circle = circleIn(model);
  problems.check(circle === undefined, {
    at: 'dependency',
    got: circle?.join(' → '),
    want: 'no thing that needs itself',
    fix: 'remove one of these dependencies: none of them could ever start, or decide',
  });
  problems.throwIfAny();
}

function checkBodies(thing: Thing, problems: Problems): void {
  const bodies = thing.facts.filter(isBody);
  problems.check(bodies.length <= 1, {
    at: 'facts',
    got: bodies.map(({ type }) => type).join(', '),
    want: 'one fact that says what it is made of',
    fix: 'give one of them another name',
  });
}

function checkHosts(thing: Thing, model: Model, problems: Problems): void {
  for (const [index, group] of groupsOf(thing).entries()) {
    const unknown = [...new Set(group.hosts)].filter((host) => !model.host.has(host));
    const below = problems.below(`groups[${index}]`);
    const known = below.check(unknown.length === 0, {
      at: 'hosts',
      got: unknown.join(', '),
      want: 'hosts of the landscape',
      fix: 'correct the names',
    });
    const placed = known && Number.isInteger(group.count) && group.count > 0;
    below.check(!known || placed, { at: 'count', got: group.count, want: 'a whole number above 0', fix: 'correct it' });
    below.check(
      !placed ||
        arrangements(cellsOf(groundOf(model, group, 'none'), new Map()), group.count, group.rules ?? []).length > 0,
      {
        at: 'rules',
        got: `${group.count} members for ${group.hosts.length} hosts`,
        want: 'a placement that keeps every rule',
        fix: 'lower the count, add hosts, or spread over fewer domains',
      },
    );
  }
}

/** Places that are named beside hosts: they must exist, since nothing would ever be lost there. */
function checkNames(thing: Thing, model: Model, problems: Problems): void {
  const voters = factsOf(thing, 'voters').flatMap(({ groups }: Voters) => groups.flatMap(({ disk }) => disk ?? []));
  const places = [
    ...voters.map((name) => ['disk', name] as const),
    ...factsOf(thing, 'outside').flatMap(({ site }) => (site === undefined ? [] : [['site', site] as const])),
    ...factsOf(thing, 'local').map(({ site }) => ['site', site] as const),
    ...factsOf(thing, 'recovery-plan').flatMap(({ by }) => by.map((site) => ['by', site] as const)),
  ];
  for (const [at, name] of places) {
    problems.check(isPlace(model, name), {
      at,
      got: name,
      want: 'a site or host of the landscape',
      fix: 'correct the name',
    });
  }
}

/** What is most often forgotten in a plan: that somebody must decide, and that clients believe an old address. */
function checkPlan({ title, by, decision, dns }: RecoveryPlan, thing: Thing, model: Model, problems: Problems): void {
  problems.check(decision.toMilliseconds() > 0, {
    at: 'decision',
    got: 'no time',
    want: `the time until somebody who may has decided on “${title}”`,
    fix: 'state it: what needs no decision is a reaction, not a plan',
  });
  if (!by.every((place) => isPlace(model, place))) return;
  const cities = (sites: readonly string[]) => sites.map((site) => model.landscape.site(site).city);
  const own = cities(sitesOf(model, thing).filter((site) => !model.host.has(site)));
  const elsewhere = cities(by.map((place) => model.host.get(place)?.site ?? place)).filter(
    (city) => !own.includes(city),
  );
  problems.check(own.length === 0 || elsewhere.length === 0 || dns.toMilliseconds() > 0, {
    at: 'dns',
    got: 'no time',
    want: `the TTL for which clients look for it in the city that “${title}” leaves`,
    fix: 'state it: the DNS record of a service that moves to another city is believed for its TTL',
  });
}
