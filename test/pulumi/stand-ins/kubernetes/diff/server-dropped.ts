import { isTree, type Tree, type Value } from '../../lib/values';
import { same } from './merge-patch';

/**
 * The new inputs without the empty values that the server had dropped of the old ones, such as `hostNetwork: false`:
 * else every run would send them again. The official plugin loses them where it passes an object through its Go type.
 */
export function withoutServerDropped(next: Tree, before: Tree, live: Tree): Tree {
  const dropped = (key: string, value: Value) => !(key in live) && isEmpty(value) && same(before[key], value);
  return Object.fromEntries(
    Object.entries(next)
      .filter(([key, value]) => !dropped(key, value))
      .map(([key, value]) => [key, inner(value, before[key], live[key])]),
  );
}

/** What was read, with the empty values of `inputs` that the server had dropped: they are no drift. */
export function withServerDropped(read: Tree, inputs: Tree): Tree {
  const dropped = Object.entries(inputs).filter(([key, value]) => !(key in read) && isEmpty(value));
  const kept = Object.entries(read).map(([key, value]): [string, Value] => [key, restored(value, inputs[key])]);
  return Object.fromEntries([...kept, ...dropped]);
}

function restored(read: Value, input: Value | undefined): Value {
  if (Array.isArray(read) && Array.isArray(input)) return read.map((value, index) => restored(value, input[index]));
  return input !== undefined && isTree(read) && isTree(input) ? withServerDropped(read, input) : read;
}

function inner(next: Value, before: Value | undefined, live: Value | undefined): Value {
  if (Array.isArray(next) && Array.isArray(before) && Array.isArray(live)) {
    return next.map((value, index) => inner(value, before[index], live[index]));
  }
  if (before === undefined || live === undefined || !isTree(next) || !isTree(before) || !isTree(live)) return next;
  return withoutServerDropped(next, before, live);
}

const isEmpty = (value: Value): boolean =>
  value === null ||
  value === false ||
  value === 0 ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isTree(value) && Object.keys(value).length === 0);
