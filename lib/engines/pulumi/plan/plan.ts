import type { Json } from '../../../core/check/json';
import type { Rendering, SecretObject } from '../../../core';
import { groupsOf } from './group';
import type { Item } from './item';
import { limitsOf } from './limits';
import { order } from './order';
import { protections, type ProtectionOptions } from './protection';
import type { PlannedResource } from './resource';
import { nameOf, typeOf } from './token';
import { waitFor } from './waiting';

export interface PlanOptions extends Partial<ProtectionOptions> {
  /** Whether the values of a Secret are there. @default - all but those that are made by a later step */
  readonly isGiven?: (secret: SecretObject) => boolean;
}

/** All resources of an environment, in the order in which they may be registered. Pure: nothing is registered. */
export function planResources(rendering: Rendering, options: PlanOptions = {}): readonly PlannedResource[] {
  const { tearDown = false, mayDelete = new Set(), isGiven = ({ later }) => !later } = options;
  const ordered = order(groupsOf(rendering, isGiven));
  const protection = protections(
    ordered.map(({ item }) => item),
    stackName,
    { tearDown, mayDelete },
  );
  return ordered.map(({ group, item, after }) => ({
    key: item.key,
    type: typeOf(item.body.apiVersion, item.body.kind),
    name: stackName(item),
    stage: group.stage,
    component: group.name,
    body: annotated(item),
    ...(item.secrets === undefined ? {} : { secrets: item.secrets }),
    after,
    earlier: item.earlier.map((apiVersion) => typeOf(apiVersion, item.body.kind)),
    holdsData: item.holdsData || item.claimsData,
    protect: false,
    retain: false,
    ...protection.get(item.key),
    limits: limitsOf(item.body.kind, item.readiness),
  }));
}

function stackName({ body: { kind, metadata } }: Item): string {
  return nameOf(kind, metadata.namespace, metadata.name);
}

/** The object with what the plugin reads from its annotations; the files have none of them. */
function annotated({ body, readiness }: Item): Json {
  const wait = waitFor(body.apiVersion, body.kind, readiness);
  const annotations = {
    ...(body.metadata['annotations'] as object | undefined),
    'pulumi.com/patchFieldManager': FIELD_MANAGER,
    ...(wait === undefined ? {} : { 'pulumi.com/waitFor': wait }),
  };
  return { ...body, metadata: { ...body.metadata, annotations } };
}

/** The same as that of `kubectl apply` in the plan of the files: either door takes over from the other without a conflict. */
const FIELD_MANAGER = 'tripod';
