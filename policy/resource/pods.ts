import { at, fieldsOf, type Fields, isFields, listOf, step } from './fields';
import { groupOf, identity, isObject, kindOf, type Resource } from './resource';

/** A container, and where it stands. */
export interface FoundContainer {
  readonly path: string;
  readonly container: Fields;
}

/** A pod that an object leads to, by whoever makes it: a controller of Kubernetes, or an operator. */
export interface FoundPod {
  /** How the lists of exceptions call it: `CronJob etcd-sync/etcd-snapshots spec.jobTemplate.spec.template`. */
  readonly key: string;
  /** Path of the pod's own spec. */
  readonly path: string;
  readonly spec: Fields;
  /** Why it needs more than `restricted`, as written onto it. */
  readonly reason: unknown;
  /** Whether an operator merges it into a pod of its own, so that what is not said may stand there. */
  readonly merged: boolean;
}

/** Groups whose kinds make pods by themselves; any other kind is read by an operator. */
const BUILT_IN = ['', 'apps', 'batch'];

/** All pods that an object describes, at any depth. */
export function pods(resource: Resource): readonly FoundPod[] {
  // A definition only describes what others may say.
  if (!isObject(resource) || kindOf(resource) === 'CustomResourceDefinition') return [];
  const builtIn = BUILT_IN.includes(groupOf(resource));
  if (builtIn && kindOf(resource) === 'Pod')
    return isPod(resource.props) ? [found(resource, resource.props, '', false)] : [];
  return templates(resource.props).map(({ template, path, key }) =>
    found(resource, template, path, !builtIn && key === 'template'),
  );
}

/** The containers of a pod, those that start first included. */
export function containers({ spec, path }: FoundPod): readonly FoundContainer[] {
  return ['initContainers', 'containers'].flatMap((field) =>
    listOf(spec[field]).map((container, index) => ({ container, path: step(step(path, field), index) })),
  );
}

function found(resource: Resource, template: Fields, path: string, merged: boolean): FoundPod {
  return {
    key: [identity(resource), path].filter(Boolean).join(' '),
    path: step(path, 'spec'),
    spec: fieldsOf(template['spec']),
    reason: fieldsOf(at(template, 'metadata.annotations'))['tripod/privilege-reason'],
    merged,
  };
}

interface Template {
  readonly template: Fields;
  readonly path: string;
  readonly key: string;
}

function templates(value: unknown, path = '', key = ''): readonly Template[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => templates(item, step(path, index), key));
  if (!isFields(value)) return [];
  if (['template', 'podTemplate'].includes(key) && isPod(value)) return [{ template: value, path, key }];
  return Object.entries(value).flatMap(([name, item]) => templates(item, step(path, name), name));
}

function isPod({ spec }: Fields): boolean {
  return isFields(spec) && (Array.isArray(spec['containers']) || Array.isArray(spec['initContainers']));
}
