import { type Placement, type Voters, Problems } from '../../core';
import { arrangements } from '../placement/arrangements';
import { cellsOf } from '../placement/cells';
import { groundOf } from '../placement/ground';
import { circleIn } from './graph';
import { bodyOf, factsOf, isBody, type Model, type Thing } from './model';

/** Checks facts together. @throws TripodError with every fault */
export function checkModel(model: Model, place: string): void {
  const problems = new Problems(place);
  for (const thing of model.things) {
    const below = (thing.component === place ? problems : problems.below(thing.component)).below(thing.name);
    checkBodies(thing, below);
    checkHosts(thing, model, below);
    checkNames(thing, model, below);
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

/** Placements of what a thing is made of; of an active one and its passive ones, a member on each host. */
export function groupsOf(thing: Thing): readonly Placement[] {
  const body = bodyOf(thing);
  if (body === undefined || body.type === 'alternatives') return [];
  if (body.type === 'active-passive') return body.hosts.map((host) => ({ count: 1, hosts: [host] }));
  return body.groups;
}

/** Places that are named beside hosts: they must exist, since nothing would ever be lost there. */
function checkNames(thing: Thing, model: Model, problems: Problems): void {
  const isPlace = (name: string) => model.host.has(name) || model.landscape.sites.some((site) => site.name === name);
  const voters = factsOf(thing, 'voters').flatMap(({ groups }: Voters) => groups.flatMap(({ disk }) => disk ?? []));
  const places = [
    ...voters.map((name) => ['disk', name] as const),
    ...factsOf(thing, 'outside').flatMap(({ site }) => (site === undefined ? [] : [['site', site] as const])),
    ...factsOf(thing, 'local').map(({ site }) => ['site', site] as const),
    ...factsOf(thing, 'recovery-plan').flatMap(({ by }) => by.map((site) => ['by', site] as const)),
  ];
  for (const [at, name] of places) {
    problems.check(isPlace(name), { at, got: name, want: 'a site or host of the landscape', fix: 'correct the name' });
  }
}
