import { isTree, type Tree, type Value } from '../../lib/values';

/** What `source` says of the fields that `shape` has. Source: provider/util.go, pruneMap and pruneSlice. */
export function prune(source: Tree, shape: Tree): Tree {
  const kept = Object.entries(source).filter(([key]) => key in shape);
  return Object.fromEntries(kept.map(([key, value]) => [key, pruneValue(value, shape[key])]));
}

function pruneValue(value: Value, shape: Value | undefined): Value {
  if (Array.isArray(value) && Array.isArray(shape)) return pruneList(value, shape);
  return shape !== undefined && isTree(value) && isTree(shape) ? prune(value, shape) : value;
}

/** Lists are compared place by place, and only as far as the shape goes. */
function pruneList(source: Value[], shape: Value[]): Value[] {
  const [first] = source;
  const [wanted] = shape;
  if (first === undefined || wanted === undefined) return [];
  return sort(first) === sort(wanted)
    ? source.slice(0, shape.length).map((value, index) => pruneValue(value, shape[index]))
    : source;
}

const sort = (value: Value): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);
