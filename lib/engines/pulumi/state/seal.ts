import { DependencyResource, type Output, type Resource } from '@pulumi/pulumi';
import { Seal, SEAL, type StageBranch } from '../parents';
import type { PlannedResource } from '../plan/resource';
import type { Known } from './read';

/**
 * Seals a stack: as long as anything in it is protected, a destroy is refused before it deletes anything, with the names of
 * what is protected.
 * @param last what nothing else waits for, of all that the stack holds
 * @param empty stages in which nothing is
 */
export function seal(
  planned: readonly PlannedResource[],
  before: readonly Known[],
  last: readonly Resource[],
  empty: readonly StageBranch[],
): Resource {
  const name = sealName(planned);
  const old = before.filter(({ type, parents }) => type === SEAL && parents.length === 0).map(({ urn }) => urn);
  return new Seal(name, {
    protect: planned.some(({ protect }) => protect),
    dependsOn: [...last, ...empty.map(itself)],
    aliases: old.filter((urn) => !urn.endsWith(`::${name}`)),
  });
}

/** A branch with nothing below it, as a resource to wait for: to wait for a branch is to wait for what it holds. */
function itself({ urn }: Resource): Output<Resource> {
  return urn.apply((each): Resource => new DependencyResource(each));
}

/** What is protected, as the engine will say it: all that holds data by name, the rest by number. */
export function sealName(planned: readonly PlannedResource[]): string {
  const guarded = planned.filter(({ protect }) => protect);
  const isA = (kind: string) => guarded.filter(({ body }) => body.kind === kind);
  const counted = [...isA('Namespace'), ...isA('CustomResourceDefinition')];
  const named = guarded.filter((each) => !counted.includes(each)).map(({ name }) => name);
  const parts = [
    ...named,
    ...count(isA('Namespace').length, 'namespace'),
    ...count(isA('CustomResourceDefinition').length, 'definition'),
  ];
  return parts.join(', ') || 'nothing';
}

function count(number: number, what: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${what}${number === 1 ? '' : 's'}`];
}

/** Keys of what no other planned resource waits for. */
export function lastOf(planned: readonly PlannedResource[]): readonly string[] {
  const awaited = new Set(planned.flatMap(({ after }) => after));
  return planned.map(({ key }) => key).filter((key) => !awaited.has(key));
}
