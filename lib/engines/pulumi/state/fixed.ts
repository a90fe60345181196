import type { Json } from '../../../core/check/json';
import { amountOf } from '../../../core/contracts/scheduling/quantity';
import { isFields } from '../../../errors';

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
interface FixedChange {
  /** Such as `spec.storageClassName`. */
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * Fields of an object that would change and cannot. What the program never set was filled in by the API server, and is no
 * change; what it did set in the last run, and leaves out now, is one: the plugin takes it out of the object.
 */
export function fixedChanges(type: string, { spec: planned = {} }: Json, outputs: Fields): readonly FixedChange[] {
  const fixed = FIXED[type];
  const old = outputs['spec'] as Fields | undefined;
  if (fixed === undefined || old === undefined) return [];
  const to = fixed(planned as Fields);
  const given = fixed(givenIn(outputs));
  return [...new Set([...Object.keys(to), ...Object.keys(given)])]
    .filter((field) => !holds(old[field], to[field]) || lacks(to[field], given[field]))
    .map((field) => ({ field: `spec.${field}`, from: old[field], to: to[field] }));
}

/** What the last run asked for: the plugin keeps it beside the object (`checkpointObject`, provider/pkg/provider/provider.go). */
function givenIn({ __inputs: inputs }: Fields): Fields {
  return (inputs as { readonly spec?: Fields } | undefined)?.spec ?? {};
}

/** Whether a value has all that another one asks for; it may have more, by default. */
function holds(value: unknown, asked: unknown): boolean {
  if (asked === undefined) return true;
  if (Array.isArray(asked)) {
    return (
      Array.isArray(value) && value.length === asked.length && asked.every((each, index) => holds(value[index], each))
    );
  }
  if (isFields(asked)) {
    return Object.entries(asked).every(([key, each]) => {
      const own = (value as Fields | undefined)?.[key];
      return AMOUNTS.has(key) ? holdsAmounts(own, each) : holds(own, each);
    });
  }
  return value === asked;
}

/** Fields whose values are quantities, by the names of resources. */
const AMOUNTS = new Set(['limits', 'requests']);

/** The API server writes each amount in one way: `1024Gi` as `1Ti`. */
function holdsAmounts(value: unknown, asked: unknown): boolean {
  return Object.entries(asked ?? {}).every(([resource, amount]) => {
    const own = (value as Fields | undefined)?.[resource];
    return own !== undefined && isSame(amountOf(own), amountOf(amount));
  });
}

/** The factors of small suffixes have no exact number: `2.3` and `2300m` differ in the sixteenth digit. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.abs(a) * 1e-12;
}

/** Whether a value lacks a field that was given before, at any depth. */
function lacks(value: unknown, given: unknown): boolean {
  if (given === undefined) return false;
  if (value === undefined) return true;
  if (typeof given !== 'object' || given === null) return false;
  return Object.entries(given).some(([key, each]) => lacks((value as Fields | null)?.[key], each));
}

function pick(fields: Fields, isWanted: (field: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => isWanted(field)));
}
