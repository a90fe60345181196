import { isTree, reveal, type Properties, type Tree } from '../../lib/values';
import { text } from '../object';
import { renamed, withSecrets } from './secrets';

/** What the engine keeps of a resource: the live object, and beside it what the plugin needs to know later. */
export interface Checkpoint {
  /** The inputs of the last create or update. */
  readonly inputs: Tree;
  readonly live: Tree;
  /** The version with which the object was first created. */
  readonly initialApiVersion: string;
  /** Empty where none is recorded. */
  readonly fieldManager: string;
}

/** Source: provider/provider.go, checkpointObject. `given` says what of the inputs is secret. */
export function toState(checkpoint: Checkpoint, given: Properties): Properties {
  const live = withSecrets(renamed(checkpoint.live, dashToUnderscore), given);
  return {
    ...live,
    __inputs: withSecrets(renamed(checkpoint.inputs, dashToUnderscore), given),
    __initialApiVersion: checkpoint.initialApiVersion,
    __fieldManager: checkpoint.fieldManager,
  };
}

/** Source: provider/provider.go, parseCheckpointObject. */
export function fromState(state: Properties): Checkpoint {
  const { __inputs, __initialApiVersion, __fieldManager, ...live } = toObject(state);
  const inputs = __inputs !== undefined && isTree(__inputs) ? __inputs : {};
  const fieldManager = typeof __fieldManager === 'string' ? __fieldManager : '';
  const initial = typeof __initialApiVersion === 'string' ? __initialApiVersion : text(inputs, 'apiVersion');
  return { inputs, live, initialApiVersion: initial, fieldManager };
}

/** The object that properties describe, secrets revealed. Source: provider/provider.go, propMapToUnstructured. */
export const toObject = (properties: Properties): Tree => renamed(reveal(properties) as Tree, underscoreToDash);

// A property's name in the typed classes has no dash. Source: provider/provider.go, underscoreToDashMap.
const dashed = [
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
];
const dashToUnderscore = Object.fromEntries(dashed.map((name) => [name, name.replaceAll('-', '_')]));
const underscoreToDash = Object.fromEntries(dashed.map((name) => [name.replaceAll('-', '_'), name]));
