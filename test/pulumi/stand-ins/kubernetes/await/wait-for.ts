import { isTree, Unknown, type Tree } from '../../lib/values';
import { at, count, list, text } from '../object';
import { follow, parsePath } from './json-path';
import { progress, type Progress } from './readiness';

/** A condition of the annotation `pulumi.com/waitFor`. */
type Condition = (live: Tree) => Progress;

/**
 * What `pulumi.com/waitFor` asks for: `condition=Ready`, `condition=Ready=False`, `jsonpath={.a}=b`, `jsonpath={.a}`, or
 * a JSON list of such, all of which must hold. Source: metadata/overrides.go, ReadyCondition.
 * @throws if the annotation cannot be read.
 */
export function waitForConditions(annotation: string): Condition {
  const conditions = expressions(annotation).map(parse);
  return (live) => {
    const all = conditions.map((condition) => condition(live));
    return all.find(({ ready }) => !ready) ?? progress(true, all.map(({ message }) => message).join(', '));
  };
}

function expressions(annotation: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(annotation);
  } catch {
    return [annotation];
  }
  const listed = Array.isArray(parsed) && parsed.every((each) => typeof each === 'string') ? parsed : [annotation];
  if (listed.length === 0) throw new Error('at least one condition must be specified');
  return listed;
}

function parse(expression: string): Condition {
  if (expression.startsWith('jsonpath=')) return pathCondition(expression);
  if (expression.startsWith('condition=')) return statusCondition(expression.slice('condition='.length));
  throw new Error(`expected a "jsonpath=" or "condition=" prefix, got "${expression}"`);
}

/** Source: await/condition/jsonpath.go. */
function pathCondition(expression: string): Condition {
  const wanted = parsePath(expression);
  const goal = wanted.value ? `${wanted.path}=${wanted.value}` : wanted.path;
  return (live) => {
    if (isBehind(live, at(live, 'status', 'observedGeneration'))) return progress(false, `Waiting for ${goal}`);
    const found = follow(live, wanted);
    if (found === undefined) return progress(false, `${wanted.path} selected nothing`);
    if (wanted.value === '') return progress(true, `Found ${goal}`);
    if (Array.isArray(found) || isTree(found)) {
      return { ready: false, message: goal, failure: `"${wanted.path}" has a non-primitive value` };
    }
    const shown = found instanceof Unknown ? '' : String(found);
    const same = shown === wanted.value;
    return progress(same, same ? `Found ${goal}` : `Waiting for ${goal} (found "${shown}")`);
  };
}

/** Source: await/condition/custom.go and kubectl.go, checkCondition. Letter case does not count. */
function statusCondition(expression: string): Condition {
  const [type = '', ...value] = expression.split('=');
  const status = value.length > 0 ? value.join('=') : 'True';
  return (live) => {
    const conditions = list(live, 'status', 'conditions');
    const found = conditions.find((each) => text(each, 'type').toLowerCase() === type.toLowerCase());
    if (!found) return progress(false, `Waiting for condition ${type}`);
    if (isBehind(live, at(found, 'observedGeneration') ?? at(live, 'status', 'observedGeneration'))) {
      return progress(false, `Condition ${type} is of an earlier generation`);
    }
    const current = text(found, 'status');
    const ready = current.toLowerCase() === status.toLowerCase();
    return progress(ready, `Resource has condition ${type}=${current} (want ${status})`);
  };
}

/** Whether the controller has not yet seen the object as it now is. */
const isBehind = (live: Tree, observed: unknown): boolean =>
  typeof observed === 'number' && observed < count(live, 'metadata', 'generation');
