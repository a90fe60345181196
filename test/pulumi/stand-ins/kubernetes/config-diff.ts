import { parse } from 'yaml';
import { hasUnknown, type Tree, type Value } from '../lib/values';
import { same } from './diff/merge-patch';
import { at, list, text } from './object';

interface ConfigChanges {
  readonly changed: readonly string[];
  /** Settings whose change means another cluster: everything in it is made anew. */
  readonly replaces: readonly string[];
}

/** Source: provider/provider.go, DiffConfig. */
export function configChanges(before: Tree, next: Tree): ConfigChanges {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(next)])];
  const changed = keys.filter((key) => !same(before[key], next[key]));
  if (changed.length === 0) return { changed, replaces: [] };
  // Once a cluster has an identifier, nothing else tells clusters apart; to add or drop it replaces nothing.
  const identified = before[identifier] !== undefined && next[identifier] !== undefined;
  if (identified && !changed.includes(identifier)) return { changed, replaces: [] };
  const replaces = identified ? [identifier] : [];
  const unknown = location.find((key) => next[key] !== undefined && hasUnknown(next[key] ?? null));
  if (unknown) return { changed: [unknown], replaces: [...replaces, unknown] };
  const [old, now] = [activeCluster(before), activeCluster(next)];
  const moved = old !== undefined && now !== undefined && !same(old, now);
  return { changed, replaces: [...replaces, ...(moved ? location.filter((key) => changed.includes(key)) : [])] };
}

const identifier = 'clusterIdentifier';
const location = ['kubeconfig', 'context', 'cluster'];

/** The cluster that a kubeconfig leads to, word for word; undefined where it names none. */
function activeCluster(config: Tree): Value | undefined {
  const { kubeconfig } = config;
  const parsed = (typeof kubeconfig === 'string' ? parse(kubeconfig) : kubeconfig) as Value | undefined;
  const entry = (kind: string, name: string) => list(parsed, kind).find((each) => text(each, 'name') === name);
  const context = text(config, 'context') || text(parsed, 'current-context');
  const name = text(config, 'cluster') || text(entry('contexts', context), 'context', 'cluster');
  return at(entry('clusters', name), 'cluster');
}
