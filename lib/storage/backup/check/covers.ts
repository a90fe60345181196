import { ApiObject } from 'cdk8s';
import type { Component, Environment, Problems } from '../../../core';
import { show } from '../../../errors';
import type { Settled } from '../props';

/** Checks that what schedules cover is declared by a component, and lies where they copy from: else a promise would look kept. */
export function checkCovered(schedules: readonly Settled[], { components }: Environment, problems: Problems): void {
  const declared = components.map((component) => ({ component, things: thingsOf(component) }));
  const known = [...new Set(declared.flatMap(({ things }) => things))];
  for (const { name, covers = [], namespaces } of schedules) {
    for (const thing of covers) {
      const there = problems.check(known.includes(thing), {
        path: `schedule ${name}`,
        at: 'covers',
        got: thing,
        want: 'a thing that a component of the environment declares to the proof',
        fix: `take one of ${known.join(', ')}, or leave it out`,
      });
      if (!there || namespaces === undefined) continue;
      const owners = declared.filter(({ things }) => things.includes(thing));
      const lies = owners.flatMap(({ component }) => namespacesOf(component));
      problems.check(lies.length === 0 || lies.some((namespace) => namespaces.includes(namespace)), {
        path: `schedule ${name}`,
        at: 'covers',
        got: `${thing}, which lies in ${[...new Set(lies)].join(', ')}`,
        want: `a thing in ${show(namespaces)}: nothing else is copied`,
        fix: 'back up its namespace, or leave it out',
      });
    }
  }
}

function thingsOf({ facts }: Component): readonly string[] {
  return facts.filter(({ type }) => type !== 'async-copy').map(({ of }) => of);
}

function namespacesOf({ node }: Component): readonly string[] {
  const objects = node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  return objects.flatMap(({ metadata }) => metadata.namespace ?? []);
}
