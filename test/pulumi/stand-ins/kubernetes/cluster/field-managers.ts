import { isTree, type Tree, type Value } from '../../lib/values';
import { list, text } from '../object';

/**
 * Managed fields with which `manager` owns by apply what it, an earlier client-side create of the plugin, or kubectl
 * owned; undefined where nothing is to be changed. Source: await/await.go, fixCSAFieldManagers, and
 * fluxcd/pkg/ssa patch.go, PatchReplaceFieldsManagers.
 */
export function takenOver(live: Tree, manager: string): Value[] | undefined {
  const entries = list(live, 'metadata', 'managedFields');
  const own = entries.filter((entry) => isEntry(entry, manager, 'Apply'));
  const taken = entries.filter((entry) => !own.includes(entry) && isFormer(entry));
  const [first, ...others] = [...own, ...taken];
  if (taken.length === 0 || first === undefined || !isTree(first)) return undefined;
  const fieldsV1 = others.map((entry) => (entry as Tree)['fieldsV1']).reduce(united, first['fieldsV1']);
  const rest = entries.filter((entry) => !own.includes(entry) && !taken.includes(entry));
  return [...rest, { ...first, manager, operation: 'Apply', fieldsV1: fieldsV1 ?? {} }];
}

/** Whether a client-side create of the plugin still shows among the managers. */
export const createdByUs = (live: Tree): boolean =>
  list(live, 'metadata', 'managedFields').some((entry) => ours.some((name) => isEntry(entry, name, 'Update')));

/** Whether the manager's entries, or those of all others, hold the field. */
export function ownsField(live: Tree, path: readonly string[], entryCounts: (manager: string) => boolean): boolean {
  return list(live, 'metadata', 'managedFields')
    .filter((entry) => entryCounts(text(entry, 'manager')))
    .some((entry) => {
      let fields: Value | undefined = (entry as Tree)['fieldsV1'];
      for (const name of path) fields = fields !== undefined && isTree(fields) ? fields[`f:${name}`] : undefined;
      return fields !== undefined;
    });
}

const ours = ['pulumi-kubernetes', 'pulumi-kubernetes.exe', 'pulumi-resource-kubernetes'];
const formerManagers: [manager: string, operation: string][] = [
  ['kubectl', 'Apply'],
  ['kubectl', 'Update'],
  ['before-first-apply', 'Update'],
  ...ours.map((name): [string, string] => [name, 'Update']),
];

/** Matched by the name's beginning: `kubectl` is also `kubectl-client-side-apply`. */
const isFormer = (entry: Value): boolean =>
  text(entry, 'subresource') === '' &&
  formerManagers.some(
    ([manager, operation]) => text(entry, 'manager').startsWith(manager) && text(entry, 'operation') === operation,
  );

const isEntry = (entry: Value, manager: string, operation: string): boolean =>
  text(entry, 'manager') === manager && text(entry, 'operation') === operation;

function united(one: Value | undefined, other: Value | undefined): Value | undefined {
  if (one === undefined || other === undefined || !isTree(one) || !isTree(other)) return one ?? other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, united(one[key], other[key]) ?? {}]));
}
