import { groupOf } from '../../../../core/kind/scope';
import type { Problems } from '../../../../core';
import type { PlannedResource } from '../../plan/resource';
import type { Known } from '../read';
import type { Standing } from '../recorded';
import { identityOf } from '../urn';
import { nearest } from './nearest';

/** What may be deleted, by its name in the stack: it must be there, and nothing else may go with it. */
export function checkGivenUp(
  mayDelete: ReadonlySet<string>,
  planned: readonly PlannedResource[],
  before: readonly Known[],
  standing: (known: Known) => Standing,
  problems: Problems,
): void {
  const objects = before.filter((known) => identityOf(known) !== undefined);
  const names = [...new Set([...planned, ...objects].map(({ name }) => name))];
  const holders = [...planned.filter(({ guarded }) => guarded), ...objects.filter((each) => standing(each).guarded)];
  const kept = [...new Map(holders.map(({ type, name }) => [name, { type, name }])).values()];
  for (const name of mayDelete) {
    const near = nearest(name, names);
    problems.check(names.includes(name), {
      at: `tripod:mayDelete ${name}`,
      got: 'the name of nothing, neither in the program nor in the stack',
      want: near === undefined ? 'a name of the stack' : `a name of the stack, such as ${near}`,
      fix: 'correct it; or take it from the list if it is deleted already',
    });
    const inside = kept.filter((each) => isInside(each, name, planned) && !mayDelete.has(each.name));
    problems.check(inside.length === 0, {
      at: `tripod:mayDelete ${name}`,
      got: `it alone, though ${inside.map((each) => each.name).join(', ')} would go with it`,
      want: 'the name of everything that is lost',
      fix: 'take it from the list; or name these, too',
    });
  }
}

/** Whether an object goes with a namespace, or with the definition of its kind. */
function isInside(holder: Pick<Known, 'type' | 'name'>, name: string, planned: readonly PlannedResource[]): boolean {
  const [kind, own] = name.split('/');
  const parts = holder.name.split('/');
  if (kind === 'Namespace') return parts.length === 3 && parts[1] === own;
  if (kind !== 'CustomResourceDefinition') return false;
  const definition = planned.find((each) => each.name === name)?.body['spec'] as Definition | undefined;
  const [, apiVersion = '', theirs] = holder.type.split(':');
  if (definition !== undefined) return definition.group === groupOf(apiVersion) && definition.names.kind === theirs;
  // The definition itself is gone: its name has the group, and the plural of the kind.
  const [plural = '', ...group] = (own ?? '').split('.');
  return group.join('.') === groupOf(apiVersion) && plural.startsWith((theirs ?? '').toLowerCase().slice(0, -1));
}

interface Definition {
  readonly group: string;
  readonly names: { readonly kind: string };
}
