import { identity } from '../../../core/check/objects';

/** The parts of a URN: `urn:pulumi:<stack>::<project>::<types of parents$><type>::<name>`. */
export interface Urn {
  /** Types of the parents from the outermost on. */
  readonly parents: readonly string[];
  readonly type: string;
  readonly name: string;
}

/** Splits a URN. Its name is all that follows the third pair of colons, and may hold such pairs itself. */
export function parseUrn(urn: string): Urn {
  const [, , types = '', ...name] = urn.split('::');
  const parents = types.split('$');
  return { type: parents.pop() ?? '', parents, name: name.join('::') };
}

/** The URN of a resource of this project, in this stack. */
export function urnOf(stack: string, project: string, { parents, type, name }: Urn): string {
  return `urn:pulumi:${stack}::${project}::${[...parents, type].join('$')}::${name}`;
}

/**
 * What makes an object one for the API server, from how it stands in a stack; undefined for what is no object that the
 * bridge named.
 */
export function identityOf({ type, name }: Pick<Urn, 'type' | 'name'>): string | undefined {
  const [, apiVersion, kind] = /^kubernetes:(.+):([^:]+)$/.exec(type) ?? [];
  const [first, ...rest] = name.split('/');
  if (apiVersion === undefined || kind === undefined || first !== kind || rest.length === 0) return undefined;
  const [own = '', namespace] = [...rest].reverse();
  return identity({ apiVersion: apiVersion.replace(/^core\//, ''), kind, metadata: { name: own, namespace } });
}
