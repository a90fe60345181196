import type { Rendering, SecretObject } from '../../../core';
import { annotated } from './annotated';
import { type Group, groupsOf } from './group';
import type { Item } from './item';
import { limitsOf } from './limits';
import { endOf, order } from './order';
import { protections, type ProtectionOptions } from './protection';
import type { PlannedResource } from './resource';
import { identifiers, typeOf } from './token';

interface PlanOptions extends Partial<ProtectionOptions> {
  /** Whether the values of a Secret are there. @default - all but those that are made by a later step */
  readonly isGiven?: (secret: SecretObject) => boolean;
}

/** All resources of an environment, in the order in which they may be registered. Pure: nothing is registered. */
export function planResources(rendering: Rendering, options: PlanOptions = {}): readonly PlannedResource[] {
  const { tearDown = false, mayDelete = new Set(), isGiven = ({ later }) => !later } = options;
  const groups = groupsOf(rendering, isGiven);
  const ends = new Map(groups.map((group) => [group, endOf(group)]));
  const ordered = order(groups);
  const items = ordered.map(({ item }) => item);
  const protection = protections(items, stackName, { tearDown, mayDelete });
  return ordered.map(({ group, item, after, behind }) => ({
    ...identifiers(item.body),
    stage: group.stage,
    component: group.name,
    body: annotated(item.body, item.readiness),
    ...(item.secrets === undefined ? {} : { secrets: item.secrets }),
    after,
    behind,
    needs: needsOf(group, groups).flatMap((other) => ends.get(other) ?? []),
    earlier: item.earlier.map((apiVersion) => typeOf(apiVersion, item.body.kind)),
    holdsData: item.holdsData || item.claimsData,
    ...protection.get(item.key)!,
    limits: limitsOf(item.body.kind, item.readiness),
  }));
}

/** Groups of the same stage that must be ready before: earlier stages are there anyway. */
function needsOf({ stage, needs }: Group, groups: readonly Group[]): readonly Group[] {
  return needs.length === 0 ? [] : groups.filter((other) => other.stage === stage && needs.includes(other.name));
}

function stackName({ body }: Item): string {
  return identifiers(body).name;
}
