import {
  CustomResource,
  type CustomResourceOptions,
  type Output,
  type ProviderResource,
  type Resource,
  secret,
} from '@pulumi/pulumi';
import { stageFolder } from '../../core';
import { groupBy } from '../../core/order/group';
import { ComponentBranch, StageBranch } from './parents';
import type { PlannedResource } from './plan/resource';

/** What all resources of an environment have in common. */
export interface Registration {
  readonly provider: ProviderResource;
  /** What must be there before the first of them. */
  readonly first: Resource;
  /** Values of secrets by name. */
  readonly secrets: ReadonlyMap<string, Output<string>>;
  /** URN that a component had under an earlier name, by its name of today. */
  readonly earlierNames: ReadonlyMap<string, string>;
}

/** Hands the planned resources to Pulumi, below their stages and components. */
export function register(
  planned: readonly PlannedResource[],
  registration: Registration,
): ReadonlyMap<string, CustomResource> {
  const made = new Map<string, CustomResource>();
  for (const [stage, ofStage] of groupBy(planned, (each) => each.stage)) {
    const stageBranch = new StageBranch(stageFolder(stage), {});
    for (const [component, ofComponent] of groupBy(ofStage, (each) => each.component)) {
      const earlier = registration.earlierNames.get(component);
      const branch = new ComponentBranch(
        component,
        ofComponent.map(({ name }) => name),
        { parent: stageBranch, aliases: earlier === undefined ? [] : [earlier] },
      );
      for (const each of ofComponent) made.set(each.key, registerOne(each, branch, made, registration));
    }
  }
  return made;
}

/** An object of the cluster. Its type comes with it, since it may be any. */
class KubernetesObject extends CustomResource {}

function registerOne(
  planned: PlannedResource,
  parent: Resource,
  made: ReadonlyMap<string, CustomResource>,
  { provider, first, secrets }: Registration,
): CustomResource {
  const { type, name, body, after, earlier, protect, retain, limits } = planned;
  const options: CustomResourceOptions = {
    parent,
    provider,
    protect,
    retainOnDelete: retain,
    dependsOn: after.length === 0 ? [first] : after.flatMap((key) => made.get(key) ?? []),
    aliases: earlier.map((each) => ({ type: each })),
    customTimeouts: limits,
    ...(body.kind === 'Secret' ? { additionalSecretOutputs: ['data', 'stringData'] } : {}),
  };
  return new KubernetesObject(type, name, { ...body, ...data(planned, secrets) }, options);
}

/** The data of a Secret, encoded as the API server has it, and secret from here on. */
function data({ secrets: keys }: PlannedResource, values: ReadonlyMap<string, Output<string>>): object {
  if (keys === undefined) return {};
  const encoded = Object.entries(keys).map(([key, name]) => {
    const value = values.get(name);
    return [key, value?.apply((text) => Buffer.from(text).toString('base64'))] as const;
  });
  return { data: secret(Object.fromEntries(encoded)) };
}
