import { isTree, type Tree, type Value } from '../lib/values';

/** The value at a path of field names; undefined where there is none. */
export function at(tree: Value | undefined, ...path: string[]): Value | undefined {
  return path.reduce<Value | undefined>(
    (value, key) => (value !== undefined && isTree(value) ? value[key] : undefined),
    tree,
  );
}

/** The text at a path; empty where there is none. */
export function text(tree: Value | undefined, ...path: string[]): string {
  const value = at(tree, ...path);
  return typeof value === 'string' ? value : '';
}

/** The number at a path; 0 where there is none, as Go reads it. */
export function count(tree: Value | undefined, ...path: string[]): number {
  const value = at(tree, ...path);
  return typeof value === 'number' ? value : 0;
}

/** The list at a path; empty where there is none. */
export function list(tree: Value | undefined, ...path: string[]): Value[] {
  const value = at(tree, ...path);
  return Array.isArray(value) ? value : [];
}

export const nameOf = (object: Tree): string => text(object, 'metadata', 'name');
export const namespaceOf = (object: Tree): string => text(object, 'metadata', 'namespace');
export const annotation = (object: Tree, name: string): string => text(object, 'metadata', 'annotations', name);

/** A resource's id: `namespace/name`, or `name`. Source: provider/util.go, fqObjName. */
export function idOf(object: Tree): string {
  const namespace = namespaceOf(object);
  return namespace ? `${namespace}/${nameOf(object)}` : nameOf(object);
}

export const isDefinition = (object: Tree): boolean =>
  object['kind'] === 'CustomResourceDefinition' && text(object, 'apiVersion').startsWith('apiextensions.k8s.io/');

export const isSecretObject = (object: Tree): boolean => object['kind'] === 'Secret' && object['apiVersion'] === 'v1';

/** A copy without the value at the path. */
export function without(tree: Tree, key: string, ...rest: string[]): Tree {
  const { [key]: value, ...others } = tree;
  const [next, ...further] = rest;
  if (next === undefined || value === undefined || !isTree(value)) return next === undefined ? others : tree;
  return { ...tree, [key]: without(value, next, ...further) };
}

/** A copy with the value at the path, whose parents are made where they are missing. */
export function withValue(tree: Tree, set: Value, key: string, ...rest: string[]): Tree {
  const [next, ...further] = rest;
  if (next === undefined) return { ...tree, [key]: set };
  const inner = tree[key];
  return { ...tree, [key]: withValue(inner !== undefined && isTree(inner) ? inner : {}, set, next, ...further) };
}
