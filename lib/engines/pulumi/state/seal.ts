import { DependencyResource, type Output, type Resource } from '@pulumi/pulumi';
import { stageFolder, STAGES } from '../../../core';
import { Seal, SEAL, StageBranch } from '../parents';
import type { PlannedResource } from '../plan/resource';
import type { Known } from './read';

/**
 * Seals a stack: as long as anything in it is protected, a destroy is refused before it deletes anything, with the names of
 * what is protected.
 * @param last what nothing else waits for, of all that the stack holds
 */
export function seal(
  planned: readonly PlannedResource[],
  before: readonly Known[],
  last: readonly Resource[],
): Resource {
  const name = sealName(planned);
  const old = before.filter(({ type, parents }) => type === SEAL && parents.length === 0).map(({ urn }) => urn);
  return new Seal(name, {
    protect: planned.some(({ protect }) => protect),
    dependsOn: [...last, ...emptyStages(planned)],
    aliases: old.filter((urn) => !urn.endsWith(`::${name}`)),
  });
}

/**
 * The stages in which nothing is, as resources to wait for. They are in the stack, too: otherwise a component that moves to
 * another stage would make one, or leave one behind.
 */
function emptyStages(planned: readonly PlannedResource[]): readonly Output<Resource>[] {
  const full = new Set(planned.map(({ stage }) => stage));
  const branches = STAGES.filter((stage) => !full.has(stage)).map((stage) => new StageBranch(stageFolder(stage), {}));
  // To wait for a component is to wait for what is below it, and there is nothing.
  return branches.map(({ urn }) => urn.apply((each): Resource => new DependencyResource(each)));
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
