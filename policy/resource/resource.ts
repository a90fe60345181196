import { at, type Fields } from './fields';

/** What a rule knows about a resource: the inputs that its provider is about to take. */
export interface Resource {
  /** Type token, such as `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** Name within the stack. */
  readonly name: string;
  /** Its inputs, without marks of secrets; `UNKNOWN` stands for what a preview does not know. */
  readonly props: Fields;
  /** Whether the engine refuses to delete it. */
  readonly protect: boolean;
  /** Paths of the inputs that are marked as secret. @default - nobody could tell */
  readonly secrets?: ReadonlySet<string>;
}

/** A Kubernetes object, whoever wrote it. */
export function isObject({ type }: Resource): boolean {
  return type.startsWith('kubernetes:') && !type.startsWith('kubernetes:helm') && !type.startsWith('kubernetes:yaml');
}

/** Some fields of an object that somebody else owns. */
export function isPatch({ type }: Resource): boolean {
  return type.endsWith('Patch');
}

/** Kind of an object: `Deployment`. */
export function kindOf({ type }: Resource): string {
  const kind = type.slice(type.lastIndexOf(':') + 1);
  return kind.length > 'Patch'.length && kind.endsWith('Patch') ? kind.slice(0, -'Patch'.length) : kind;
}

/** API group of an object: `apps`, and an empty text for the core group. */
export function groupOf({ type }: Resource): string {
  const [, token = ''] = type.split(':');
  const group = token.split('/')[0] ?? '';
  return group === 'core' ? '' : group;
}

/** `Deployment jenkins/jenkins`, as the lists of exceptions call it; the name within the stack for other resources. */
export function identity(resource: Resource): string {
  const name = at(resource.props, 'metadata.name');
  if (!isObject(resource) || typeof name !== 'string') return resource.name;
  const namespace = at(resource.props, 'metadata.namespace');
  return `${kindOf(resource)} ${typeof namespace === 'string' ? `${namespace}/` : ''}${name}`;
}

/** Whether an input, or something around it, is marked as secret. */
export function isSecret({ secrets }: Resource, path: string): boolean {
  if (secrets === undefined) return false;
  return [...secrets].some(
    (marked) => path === marked || path.startsWith(`${marked}.`) || path.startsWith(`${marked}[`),
  );
}
