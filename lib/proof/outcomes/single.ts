import type { Environment, Fact } from '../../core';
import type { HostRole } from '../../landscape';
import { classesOf, type HostClass } from '../parts/classes';
import type { FailureKind } from '../failure/kinds';
import { wholeFailures } from '../failure/list';
import { type Loss, loss } from '../failure/loss';
import { judge } from '../judge/judge';
import type { Model } from '../model/model';
import { bodyOf } from '../model/model';
import type { Outcome } from '../proof';
import { outcomeOf } from './outcome';
import { touched } from './touched';

/** What every process, host, rack, site, city, link, partition and upgrade does. Hosts that play the same part share an outcome. */
export function singleOutcomes(environment: Environment, model: Model): readonly Outcome[] {
  const classes = classesOf(model, model.things, environment.hosts).filter(({ idle }) => !idle);
  const shared = (kind: FailureKind, own: readonly HostClass[], make: (host: string) => Loss): readonly Outcome[] =>
    own.map(({ hosts }) => {
      const failures = hosts.map(({ name }) => make(name).name);
      const [first] = hosts;
      const verdicts = first === undefined ? [] : touched(judge(model, make(first.name)));
      return { kind, name: failures[0] ?? '', failures, count: failures.length, verdicts };
    });
  const outcomes = [
    ...processesOf(model).flatMap((process) => shared('process', classes, (host) => loss.process(process, host))),
    ...shared('host', classes, (host) => loss.host(host)),
    ...wholeFailures(environment).map((whole) => outcomeOf(whole, model)),
    ...rolesOf(classes).flatMap((role) =>
      shared('upgrade', ofRole(classes, role), (host) => loss.drain(host).then(loss.power(host))),
    ),
  ].filter(({ verdicts }) => verdicts.length > 0);
  return merged(outcomes);
}

/** Failures of one kind that do the same, told once. Whole sites, cities and links are few, and read by name. */
function merged(outcomes: readonly Outcome[]): readonly Outcome[] {
  const found = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const { kind, name, verdicts } = outcome;
    const key = MERGED.includes(kind) ? `${kind} ${JSON.stringify(verdicts)}` : name;
    const known = found.get(key);
    const failures = [...(known?.failures ?? []), ...outcome.failures];
    found.set(key, { ...(known ?? outcome), failures, count: failures.length });
  }
  return [...found.values()];
}

const MERGED: readonly FailureKind[] = ['process', 'host', 'rack', 'upgrade'];

/** Names of the processes whose end some thing reacts to. */
function processesOf(model: Model): readonly string[] {
  const reactions = model.things.flatMap((thing) => {
    const body: Fact | undefined = bodyOf(thing);
    return body === undefined || !('reactions' in body) ? [] : (body.reactions ?? []);
  });
  return [...new Set(reactions.map(({ to }) => to))].filter((to) => to !== 'host' && to !== 'cut');
}

function rolesOf(classes: readonly HostClass[]): readonly HostRole[] {
  return [...new Set(classes.flatMap(({ hosts }) => hosts.flatMap(({ roles }) => roles.slice(0, 1))))];
}

/** The hosts whose first role it is. */
function ofRole(classes: readonly HostClass[], role: HostRole): readonly HostClass[] {
  return classes
    .map((each) => ({ ...each, hosts: each.hosts.filter(({ roles }) => roles[0] === role) }))
    .filter(({ hosts }) => hosts.length > 0);
}
