import {
  CustomResource,
  type CustomResourceOptions,
  type Output,
  type ProviderResource,
  type Resource,
  secret,
} from '@pulumi/pulumi';
import type { Json } from '../../core/check/json';
import { filled, Stage, stageFolder, STAGES } from '../../core';
import { groupBy } from '../../core/order/group';
import { ComponentBranch, StageBranch } from './parents';
import type { PlannedResource } from './plan/resource';

/** Resources by the keys of their objects. */
export type Made = ReadonlyMap<string, CustomResource>;

/** What all resources of an environment have in common. */
interface Registration {
  readonly provider: ProviderResource;
  /** The first stage: below it the hosts were made, if they were, before there was a cluster. */
  readonly hosts: StageBranch;
  /** What must be there before the first of them. */
  readonly first: Resource;
  /** Values of secrets by name. */
  readonly secrets: ReadonlyMap<string, Output<string>>;
  /** The value of a name that stands in a body, once that is reached; `made` has all that comes before. */
  readonly value: (name: string, made: Made) => Output<string>;
  /** URN that a component had under an earlier name, by its name of today. */
  readonly earlierNames: ReadonlyMap<string, string>;
}

interface Registered {
  readonly made: Made;
  /** Stages in which nothing is. They are registered, too: a component may move to any of them without a trace in the report. */
  readonly empty: readonly StageBranch[];
}

/** Hands the planned resources to Pulumi, below their stages and components. */
export function register(planned: readonly PlannedResource[], registration: Registration): Registered {
  const made = new Map<string, CustomResource>();
  const byStage = groupBy(planned, (each) => each.stage);
  // A stage begins when all of the one before it is there, and is deleted before any of that is.
  let before: readonly Resource[] = [registration.first];
  const empty: StageBranch[] = [];
  for (const stage of STAGES) {
    const ofStage = byStage.get(stage) ?? [];
    const isHosts = stage === Stage.HOSTS;
    const stageBranch = isHosts ? registration.hosts : new StageBranch(stageFolder(stage), { dependsOn: [...before] });
    for (const [component, ofComponent] of groupBy(ofStage, (each) => each.component)) {
      const earlier = registration.earlierNames.get(component);
      const branch = new ComponentBranch(
        component,
        {
          objects: namesOf(ofComponent),
          protected: namesOf(ofComponent.filter(({ protect, retain }) => protect || retain)),
          guarded: namesOf(ofComponent.filter(({ guarded }) => guarded)),
          joins: namesOf(ofComponent.filter(({ joins, retain }) => joins && retain)),
        },
        {
          parent: stageBranch,
          aliases: earlier === undefined ? [] : [earlier],
          dependsOn: [
            ...(isHosts ? before : []),
            ...among(made, [...new Set(ofComponent.flatMap(({ needs = [] }) => needs))]),
          ],
        },
      );
      for (const each of ofComponent) made.set(each.key, registerOne(each, branch, made, registration));
    }
    if (ofStage.length === 0) empty.push(stageBranch);
    else before = ofStage.map(({ key }) => made.get(key)!);
  }
  return { made, empty };
}

/** The resources of some keys, as far as they are made. */
export function among(made: Made, keys: readonly string[]): readonly CustomResource[] {
  return keys.flatMap((key) => made.get(key) ?? []);
}

function namesOf(planned: readonly PlannedResource[]): readonly string[] {
  return planned.map(({ name }) => name);
}

/** An object of the cluster. Its type comes with it, since it may be any. */
class KubernetesObject extends CustomResource {}

function registerOne(
  planned: PlannedResource,
  parent: Resource,
  made: Made,
  { provider, secrets, value }: Registration,
): CustomResource {
  const { type, name, body, after, behind = [], earlier, protect, retain, limits } = planned;
  const options: CustomResourceOptions = {
    parent,
    provider,
    protect,
    retainOnDelete: retain,
    dependsOn: [...among(made, after)],
    aliases: earlier.map((each) => ({ type: each })),
    customTimeouts: limits,
    ...(body.kind === 'Secret' ? { additionalSecretOutputs: ['data', 'stringData'] } : {}),
  };
  const inputs = filled(body, (taken) => value(taken, made)) as Json;
  const there = allMade(among(made, behind));
  // A promise among the inputs holds the resource back, and leaves no edge.
  const apiVersion = there.then(() => inputs.apiVersion);
  return new KubernetesObject(type, name, { ...inputs, apiVersion, ...data(planned, secrets) }, options);
}

/** Waits until resources are made; in a preview, until they are planned. */
async function allMade(resources: readonly Resource[]): Promise<void> {
  await Promise.all(resources.map(({ urn }) => new Promise<void>((resolve) => urn.apply(() => resolve()))));
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
