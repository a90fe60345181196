import type { Json } from '../../../core/check/json';

/**
 * Fields of kinds with data that cannot be changed: with some of them the plugin deletes the object and makes it again
 * (pulumi-kubernetes provider/pkg/provider/diff.go), with the others the API server refuses in the middle of the run
 * (kubernetes pkg/apis/core/validation, pkg/apis/apps/validation, 1.34).
 */
const FIXED: Readonly<Record<string, (spec: Fields) => Fields>> = {
  'kubernetes:core/v1:PersistentVolumeClaim': (spec) => pick(spec, (field) => !CHANGEABLE_OF_CLAIMS.has(field)),
  'kubernetes:core/v1:PersistentVolume': (spec) => pick(spec, (field) => !CHANGEABLE_OF_VOLUMES.has(field)),
  'kubernetes:apps/v1:StatefulSet': (spec) => pick(spec, (field) => !CHANGEABLE_OF_SETS.has(field)),
};

type Fields = Readonly<Record<string, unknown>>;

const CHANGEABLE_OF_CLAIMS = new Set(['resources', 'volumeAttributesClassName']);

const CHANGEABLE_OF_VOLUMES = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
]);

/** `revisionHistoryLimit` is not among them: the API server would change it, the plugin makes the object again. */
const CHANGEABLE_OF_SETS = new Set([
  'minReadySeconds',
  'ordinals',
  'persistentVolumeClaimRetentionPolicy',
  'replicas',
  'template',
  'updateStrategy',
]);

/** Whether objects of a type token have fields that are looked at here. */
export function hasFixedFields(type: string): boolean {
  return type in FIXED;
}

/** A field that would change and cannot. */
export interface Change {
  /** Such as `spec.storageClassName`. */
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * Fields of an object that would change and cannot. What the program leaves out was filled in by the API server, and is
 * no change.
 */
export function fixedChanges(type: string, { spec: planned = {} }: Json, { spec: old }: Fields): readonly Change[] {
  const fixed = FIXED[type];
  if (fixed === undefined || old === undefined) return [];
  return Object.entries(fixed(planned as Fields)).flatMap(([field, to]) => {
    const from = (old as Fields)[field];
    return holds(from, to) ? [] : [{ field: `spec.${field}`, from, to }];
  });
}

/** Whether a value has all that another one asks for; it may have more, by default. */
function holds(value: unknown, asked: unknown): boolean {
  if (asked === undefined) return true;
  if (Array.isArray(asked)) {
    return (
      Array.isArray(value) && value.length === asked.length && asked.every((each, index) => holds(value[index], each))
    );
  }
  if (typeof asked === 'object' && asked !== null) {
    return Object.entries(asked).every(([key, each]) => holds((value as Fields | undefined)?.[key], each));
  }
  return value === asked;
}

function pick(fields: Fields, isWanted: (field: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => isWanted(field)));
}
