import { isTree, type Tree, type Value } from '../../lib/values';

/** A field to wait for, and the value that it must take; any value where that is left out. */
interface PathCondition {
  readonly path: string;
  readonly steps: readonly string[];
  readonly value: string;
}

/**
 * Reads `jsonpath={.status.phase}=Ready` or `jsonpath={.status.phase}`. Of the language, fields, quoted fields and places
 * in lists are known: what else there is is refused. Source: jsonpath/jsonpath.go, Parse.
 * @throws if the expression cannot be read.
 */
export function parsePath(expression: string): PathCondition {
  const raw = expression.replace(/^jsonpath=/, '');
  const [path = '', value, ...more] = raw.split('=');
  if (more.length > 0) throw new Error(`format should be {.path}=value or {.path}, got "${raw}"`);
  if (value === '') throw new Error(`${path}= requires a value`);
  const inner = /^\{\s*\$?(.*?)\s*\}$/.exec(path)?.[1];
  if (inner === undefined) throw new Error(`${path} should be wrapped in brackets { ... }`);
  return { path, steps: steps(path, inner), value: value ?? '' };
}

function steps(path: string, inner: string): string[] {
  const found: string[] = [];
  const step = /^(?:\.([\w-]+)|\[(\d+)\]|\['([^']+)'\])/;
  for (let rest = inner; rest !== '';) {
    const match = step.exec(rest);
    if (!match) throw new Error(`parsing "${path}": "${rest}" is not understood by this stand-in`);
    found.push(match[1] ?? match[2] ?? match[3] ?? '');
    rest = rest.slice(match[0].length);
  }
  return found;
}

/** The value that the path leads to; undefined where it leads nowhere. */
export const follow = (object: Tree, condition: PathCondition): Value | undefined =>
  condition.steps.reduce<Value | undefined>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return value !== undefined && isTree(value) ? value[step] : undefined;
  }, object);
