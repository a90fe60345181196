import { isTree, Unknown, type Tree, type Value } from '../../lib/values';

/**
 * The JSON merge patch (RFC 7386) that makes `target` of `source`: what is gone is null. So is what is not known yet,
 * as in the official plugin, where an unknown value turns into JSON as null.
 */
export function mergePatch(source: Tree, target: Tree): Tree {
  const patch: Tree = {};
  for (const key of Object.keys(source)) if (!(key in target)) patch[key] = null;
  for (const [key, value] of Object.entries(target)) {
    const old = source[key];
    if (old !== undefined && isTree(old) && isTree(value)) {
      const inner = mergePatch(old, value);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (old === undefined || !same(old, value)) {
      patch[key] = json(value);
    }
  }
  return patch;
}

/** Equality of values; the order of a map's keys does not count. */
export function same(one: Value | undefined, other: Value | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => same(value, other[index]));
  }
  if (one === undefined || other === undefined || !isTree(one) || !isTree(other)) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]));
}

function json(value: Value): Value {
  if (value instanceof Unknown) return null;
  if (Array.isArray(value)) return value.map(json);
  return isTree(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, json(each)])) : value;
}
