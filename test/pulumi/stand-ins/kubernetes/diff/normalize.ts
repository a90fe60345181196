import { hasUnknown, isTree, type Tree, type Value } from '../../lib/values';
import { isBuiltIn, kindOf } from '../kind';
import { at, isDefinition, isSecretObject, without } from '../object';
import { canonicalQuantity } from './quantity';

/**
 * The object as the server will write it, so that two ways of saying the same are no change. Source:
 * provider/provider.go, normalizeInputs. The official plugin has the Go type of every built-in kind and passes the object
 * through it; here the values of which that matters are named: secrets and quantities.
 */
export function normalize(object: Tree): Tree {
  const known = isBuiltIn(kindOf(object)) && !hasUnknown(object);
  return readOnly.reduce((tree, field) => without(tree, 'metadata', field), known ? normalizeKnown(object) : object);
}

/** Fields that only the server writes. */
const readOnly = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'uid',
];

function normalizeKnown(object: Tree): Tree {
  if (isDefinition(object)) return normalizeDefinition(object);
  if (isSecretObject(object)) return normalizeSecret(object);
  return withQuantities(object, false) as Tree;
}

/** Source: clients/unstructured.go, normalizeCRD. */
function normalizeDefinition(object: Tree): Tree {
  const plain = without(object, 'status');
  return at(plain, 'spec', 'preserveUnknownFields') === false ? without(plain, 'spec', 'preserveUnknownFields') : plain;
}

/** Text of `stringData` goes into `data`, as the server does it. Source: clients/unstructured.go, normalizeSecret. */
function normalizeSecret(object: Tree): Tree {
  const { stringData, ...rest } = object;
  const data = entries(rest['data']).map(([key, value]) => [key, base64(value, 'base64')]);
  if (stringData === undefined || entries(stringData).length === 0) {
    return data.length === 0 ? object : { ...object, data: Object.fromEntries(data) as Tree };
  }
  const added = entries(stringData).map(([key, value]) => [key, base64(value, 'utf8')]);
  return { ...rest, data: Object.fromEntries([...entries(rest['data']), ...added]) as Tree };
}

const entries = (tree: Value | undefined): [string, Value][] =>
  tree !== undefined && isTree(tree) ? Object.entries(tree) : [];

const base64 = (value: Value, from: 'utf8' | 'base64'): Value =>
  typeof value === 'string' ? Buffer.from(value, from).toString('base64') : value;

function withQuantities(value: Value, inside: boolean): Value {
  if (inside && (typeof value === 'string' || typeof value === 'number')) return canonicalQuantity(value);
  if (Array.isArray(value)) return value.map((each) => withQuantities(each, false));
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      texts.has(key) ? each : withQuantities(each, quantities.has(key) || (inside && !isTree(each))),
    ]),
  );
}

/** Maps of quantities, or quantities, in the built-in kinds. */
const quantities = new Set([
  ...['requests', 'limits', 'capacity', 'hard', 'sizeLimit', 'divisor', 'podFixed'],
  ...['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'],
]);
/** Maps of free text, whose keys may be any word. */
const texts = new Set(['metadata', 'data', 'stringData', 'binaryData', 'matchLabels', 'selector', 'parameters']);
